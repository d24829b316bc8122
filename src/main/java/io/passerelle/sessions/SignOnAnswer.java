package io.passerelle.sessions;

import java.net.InetAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a terminal that wants to sign on is told. */
public sealed interface SignOnAnswer {

    /** Why. */
    AuthenticationReason reason();

    /**
     * It may.
     *
     * @param address null leaves the choice to the network access server
     */
    record Accepted(UUID sessionId, @Nullable InetAddress address, AccessPointRules rules)
            implements SignOnAnswer {
        @Override
        public AuthenticationReason reason() {
            return AuthenticationReason.ACCEPTED;
        }
    }

    /** It may not; the reason is for the portal, never for the terminal. */
    record Rejected(AuthenticationReason reason) implements SignOnAnswer {}
}
