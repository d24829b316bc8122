package io.passerelle.accounts;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token's record; the token itself is known only to whom it was shown.
 *
 * @param parentId the token it was made with, which ends it; null when a person made it
 * @param rights at most the account's own
 * @param lastUsedAt to the minute; null when it never was
 */
public record ApiToken(
        UUID id,
        UUID accountId,
        @Nullable UUID parentId,
        String name,
        Set<Right> rights,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** What can be said of a token. */
    public enum State {
        /** It opens the API. */
        VALID,
        /** Its time is over. */
        EXPIRED,
        /** Somebody ended it. */
        REVOKED
    }

    /** What can be said of it at that moment. */
    public State stateAt(Instant moment) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return expiresAt == null || expiresAt.isAfter(moment) ? State.VALID : State.EXPIRED;
    }

    /** Whether it opens the API at that moment. */
    public boolean isValidAt(Instant moment) {
        return stateAt(moment) == State.VALID;
    }
}
