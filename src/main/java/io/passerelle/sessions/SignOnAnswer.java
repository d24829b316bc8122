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
     * @param group the name of the card's group, for servers that want it
     * @param address null leaves the choice to the network access server
     */
    record Accepted(
            UUID sessionId, @Nullable InetAddress address, AccessPointRules rules, String group)
            implements SignOnAnswer {

        /** Of a card in a group without a name. */
        public Accepted(UUID sessionId, @Nullable InetAddress address, AccessPointRules rules) {
            this(sessionId, address, rules, "");
        }

        @Override
        public AuthenticationReason reason() {
            return AuthenticationReason.ACCEPTED;
        }
    }

    /** It may not; the reason is for the portal, never for the terminal. */
    record Rejected(AuthenticationReason reason) implements SignOnAnswer {}
}
