package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;

/** Who is at an address now: all the data plane needs to know of a session. */
public record OnlineSession(
        UUID sessionId,
        UUID simId,
        UUID organisationId,
        InetAddress address,
        UUID nasId,
        Instant startedAt) {

    /** Of two that started at once the one that was promised later: the same on every node. */
    boolean isLaterThan(SessionFacts other) {
        int order = startedAt.compareTo(other.startedAt());
        return order == 0 ? sessionId.compareTo(other.id()) > 0 : order > 0;
    }
}
