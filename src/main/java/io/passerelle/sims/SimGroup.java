package io.passerelle.sims;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group of SIM cards: all of them have its routes (M2M-6).
 *
 * @param isDefault the group cards are in that nobody put elsewhere (défaut)
 * @param maxConnections how many connections the whole group may have at once; null for no limit of
 *     its own
 * @param sims how many cards are in it
 */
public record SimGroup(
        UUID id,
        UUID organisationId,
        String name,
        boolean isDefault,
        @Nullable Integer maxConnections,
        int sims,
        Instant createdAt,
        int version) {}
