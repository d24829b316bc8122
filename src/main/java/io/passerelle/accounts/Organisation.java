package io.passerelle.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator, reseller, customer or site.
 *
 * @param parentId what it stands below; null for the operator
 * @param reference the number or name it has elsewhere, for its people
 * @param enabled switching it off stops it and all below it
 * @param version counts changes, for {@link io.passerelle.foundation.Conflict}
 */
public record Organisation(
        UUID id,
        @Nullable UUID parentId,
        OrganisationKind kind,
        String name,
        String reference,
        boolean enabled,
        Instant createdAt,
        int version) {}
