package io.passerelle.relay;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is at a source address now.
 *
 * @param admitted whether the card's status and its organisation let it use the network
 * @param simLimit how many connections the card may have at a time
 * @param groupLimit how many its group may have; null for any number
 */
public record Terminal(
        UUID sessionId,
        UUID simId,
        String iccid,
        UUID organisationId,
        UUID groupId,
        boolean admitted,
        int simLimit,
        @Nullable Integer groupLimit) {}
