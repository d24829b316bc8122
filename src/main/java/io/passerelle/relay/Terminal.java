package io.passerelle.relay;

import io.passerelle.connections.EndReason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is at a source address now.
 *
 * @param admitted whether the card's status and its organisation let it use the network
 * @param simLimit how many connections the card may have at a time
 * @param groupLimit how many its group may have; null for any number
 * @param hasRoutes whether the card's status keeps the routes of its group (M2M-11)
 */
public record Terminal(
        UUID sessionId,
        UUID simId,
        String iccid,
        UUID organisationId,
        UUID groupId,
        boolean admitted,
        int simLimit,
        @Nullable Integer groupLimit,
        boolean hasRoutes) {

    /** Of a card that has its group's routes. */
    public Terminal(
            UUID sessionId,
            UUID simId,
            String iccid,
            UUID organisationId,
            UUID groupId,
            boolean admitted,
            int simLimit,
            @Nullable Integer groupLimit) {
        this(
                sessionId,
                simId,
                iccid,
                organisationId,
                groupId,
                admitted,
                simLimit,
                groupLimit,
                true);
    }

    /** Why its connections are refused; null when they are not. */
    @Nullable EndReason refusal() {
        if (!hasRoutes) {
            return EndReason.SIM_WITHOUT_ROUTES;
        }
        return admitted ? null : EndReason.SIM_NOT_ADMITTED;
    }
}
