package io.passerelle.people;

import io.passerelle.accounts.Right;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked for a right (ACC-5).
 *
 * @param reason why they need it; up to 500 characters
 * @param decidedBy the user name of who decided; empty while nobody has
 * @param answer why it was refused; empty otherwise
 */
public record RightRequest(
        UUID id,
        UUID accountId,
        UUID organisationId,
        String login,
        Right right,
        String reason,
        State state,
        Instant askedAt,
        @Nullable Instant decidedAt,
        String decidedBy,
        String answer) {

    /** What became of it. */
    public enum State {
        /** Nobody has decided yet. */
        ASKED,
        /** The account has the right since. */
        GRANTED,
        /** It has not. */
        REFUSED
    }
}
