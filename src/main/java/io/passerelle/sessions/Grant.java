package io.passerelle.sessions;

import java.net.InetAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a request for a session. */
sealed interface Grant {

    /**
     * Access is promised.
     *
     * @param address null when the network access server chooses
     */
    record Given(UUID sessionId, @Nullable InetAddress address) implements Grant {}

    /** Access is refused. */
    record Withheld(AuthenticationReason reason) implements Grant {}
}
