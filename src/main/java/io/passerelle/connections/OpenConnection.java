package io.passerelle.connections;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open connection at the moment somebody looked: its counters stand still, so that a list can
 * sort by them.
 *
 * @param node the name of the one it is open on
 * @param seenAt when that was, by that node's clock
 * @param link the egress link tried or used; null for the machine's own way
 * @param path the attempts so far
 */
public record OpenConnection(
        UUID id,
        String node,
        Instant openedAt,
        Instant seenAt,
        EndReason.Phase phase,
        @Nullable UUID organisationId,
        @Nullable UUID simId,
        String iccid,
        @Nullable UUID groupId,
        @Nullable UUID sessionId,
        @Nullable UUID routeId,
        InetAddress source,
        int sourcePort,
        int inputPort,
        String destination,
        @Nullable InetAddress destinationAddress,
        @Nullable String link,
        List<Attempt> path,
        long bytesUp,
        long bytesDown,
        @Nullable Instant drainsUntil) {

    /** Copies the path. */
    public OpenConnection {
        path = List.copyOf(path);
    }

    /** As it is now. */
    static OpenConnection of(LiveConnection live, String node, Instant now) {
        return new OpenConnection(
                live.id(),
                node,
                live.openedAt(),
                now,
                live.phase(),
                live.organisationId(),
                live.simId(),
                live.iccid(),
                live.groupId(),
                live.sessionId(),
                live.routeId(),
                live.source().getAddress(),
                live.source().getPort(),
                live.inputPort(),
                live.destination(),
                live.destinationAddress(),
                live.link(),
                live.path(),
                live.bytesUp(),
                live.bytesDown(),
                live.drainsUntil());
    }

    /** How long it is open. */
    public Duration duration() {
        Duration length = Duration.between(openedAt, seenAt);
        return length.isNegative() ? Duration.ZERO : length;
    }
}
