package io.passerelle.sessions;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where network access servers are told to end sessions or to change them (RFC 5176). Waits for the
 * answer.
 */
public interface DisconnectLink {

    /** The port servers listen on (RFC 5176 section 2.3). */
    int PORT = 3799;

    /**
     * Tells a server, and tells it again while it says nothing.
     *
     * @return what it answered; {@link OrderState#NO_ANSWER} when it did not
     */
    Answer tell(Server server, SessionFacts session, Order order) throws InterruptedException;

    /**
     * Whom to tell.
     *
     * @param address the box the session is on
     * @param secret what is shared with it
     * @param signed whether requests carry a Message-Authenticator
     */
    record Server(InetAddress address, byte[] secret, boolean signed) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Server[" + address + "]";
        }
    }

    /** What to tell. */
    sealed interface Order {

        /** To end the session. */
        record Disconnect() implements Order {}

        /**
         * To change it: the card is in another group now.
         *
         * @param group its name, sent as Filter-Id (RFC 2865 section 5.11)
         */
        record ChangeGroup(String group) implements Order {}
    }

    /**
     * What a server answered.
     *
     * @param errorCause null when it gave none
     */
    record Answer(OrderState state, @Nullable Integer errorCause) {}
}
