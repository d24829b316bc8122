package io.passerelle.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's passkey.
 *
 * @param name what they call it, 1 to 80 characters
 * @param backedUp whether it is kept by a service that gives it to other devices, too
 * @param lastUsedAt null when it never was
 */
public record Passkey(
        UUID id,
        UUID accountId,
        String name,
        boolean backedUp,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
