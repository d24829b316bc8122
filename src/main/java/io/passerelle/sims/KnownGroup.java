package io.passerelle.sims;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a node keeps in memory of a group. */
public record KnownGroup(
        UUID id,
        UUID organisationId,
        String name,
        boolean isDefault,
        @Nullable Integer maxConnections) {}
