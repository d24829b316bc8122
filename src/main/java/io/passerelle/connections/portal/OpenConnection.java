package io.passerelle.connections.portal;

import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnection;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open connection at the moment somebody looked: its counters stand still, so that a list can
 * sort by them.
 *
 * @param seenAt when that was
 * @param attempts how many destinations were tried so far
 */
record OpenConnection(
        UUID id,
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
        int attempts,
        long bytesUp,
        long bytesDown,
        @Nullable Instant drainsUntil) {

    /** As it is now. */
    static OpenConnection of(LiveConnection live, Instant now) {
        return new OpenConnection(
                live.id(),
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
                live.path().size(),
                live.bytesUp(),
                live.bytesDown(),
                live.drainsUntil());
    }

    /** How long it is open. */
    Duration duration() {
        Duration length = Duration.between(openedAt, seenAt);
        return length.isNegative() ? Duration.ZERO : length;
    }
}
