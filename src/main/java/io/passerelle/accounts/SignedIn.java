package io.passerelle.accounts;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The principal of Spring Security's authentication: only who it is. What the account may do is
 * looked up at every request, so that a right that is taken away is gone at once.
 *
 * @param limitedTo the rights of the API token used; null for a person in the portal
 * @param tokenId that token; null for a person in the portal
 * @param sessionId the portal's session, which can be ended from elsewhere; null for a program
 */
public record SignedIn(
        UUID accountId,
        String login,
        @Nullable Set<Right> limitedTo,
        @Nullable UUID tokenId,
        @Nullable UUID sessionId)
        implements Principal, Serializable {

    @Serial private static final long serialVersionUID = 2L;

    /** Somebody without a session of the portal, and without a token. */
    public SignedIn(UUID accountId, String login, @Nullable Set<Right> limitedTo) {
        this(accountId, login, limitedTo, null, null);
    }

    @Override
    public String getName() {
        return login;
    }
}
