package io.passerelle.sessions;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Where network access servers are told to end sessions (RFC 5176). Waits for the answer. */
public interface DisconnectLink {

    /** The port servers listen on (RFC 5176 section 2.3). */
    int PORT = 3799;

    /**
     * Tells a server to end a session, and tells it again while it says nothing.
     *
     * @param server the box the session is on
     * @param secret what is shared with it
     * @return what it answered; {@link OrderState#NO_ANSWER} when it did not
     */
    Answer disconnect(InetAddress server, byte[] secret, SessionFacts session)
            throws InterruptedException;

    /**
     * What a server answered.
     *
     * @param errorCause null when it gave none
     */
    record Answer(OrderState state, @Nullable Integer errorCause) {}
}
