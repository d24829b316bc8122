package io.passerelle.sessions;

import java.net.InetAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who is online at which address. Answers from memory, from any thread, without waiting. */
public interface OnlineSessions {

    /** The open session of the terminal at an address; null when none is. */
    @Nullable OnlineSession at(InetAddress address);

    /** How many sessions are open. */
    int count();

    /**
     * Tells the listener of every terminal that is no longer at the address it was at, however its
     * session ended, after {@link #at} has stopped to find it there and before anybody else is
     * there. The listener holds up RADIUS: it must return at once and never throw.
     */
    void onDeparture(Consumer<OnlineSession> listener);
}
