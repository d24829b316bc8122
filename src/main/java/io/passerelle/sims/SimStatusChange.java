package io.passerelle.sims;

import java.time.Instant;
import java.util.UUID;

/** That a card went from one status to another (M2M-2, M2M-9). */
public record SimStatusChange(
        UUID id, UUID simId, UUID organisationId, Instant at, SimStatus before, SimStatus after) {}
