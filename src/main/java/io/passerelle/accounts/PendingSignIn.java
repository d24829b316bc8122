package io.passerelle.accounts;

import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who knew the password and still has to show the second factor; kept in the browser's
 * session, and nobody until then.
 *
 * @param until when the password must be typed again
 * @param passwordAt when the password they knew had been chosen; another one since ends this
 */
public record PendingSignIn(
        UUID accountId, String login, Instant until, @Nullable Instant passwordAt)
        implements Serializable {

    /** The name it has in a session. */
    public static final String ATTRIBUTE = "passerelle.pending-sign-in";

    @Serial private static final long serialVersionUID = 2L;
}
