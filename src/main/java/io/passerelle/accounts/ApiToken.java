package io.passerelle.accounts;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token's record; the token itself is known only to whom it was shown.
 *
 * @param rights at most the account's own
 */
public record ApiToken(
        UUID id,
        UUID accountId,
        String name,
        Set<Right> rights,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** Whether it opens the API at that moment. */
    public boolean isValidAt(Instant moment) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(moment));
    }
}
