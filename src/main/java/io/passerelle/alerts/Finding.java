package io.passerelle.alerts;

import java.util.UUID;

/**
 * A card to which a rule applies now.
 *
 * @param episode the day, month, device or beginning it is about
 */
public record Finding(UUID simId, String iccid, UUID organisationId, String episode, long value) {}
