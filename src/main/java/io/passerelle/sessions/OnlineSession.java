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
        Instant startedAt) {}
