package io.passerelle.sessions;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Who is online at which address. Answers from memory, from any thread, without waiting. */
public interface OnlineSessions {

    /** The open session of the terminal at an address; null when none is. */
    @Nullable OnlineSession at(InetAddress address);

    /** How many sessions are open. */
    int count();
}
