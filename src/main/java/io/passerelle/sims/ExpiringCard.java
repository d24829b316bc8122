package io.passerelle.sims;

import io.passerelle.sims.SimGuards.ExpiryAction;
import java.time.Instant;
import java.util.UUID;

/** A card whose date comes, and what happens to it then (M2M-11). */
public record ExpiringCard(
        UUID id,
        UUID organisationId,
        String iccid,
        String label,
        Instant expiresAt,
        ExpiryAction action) {}
