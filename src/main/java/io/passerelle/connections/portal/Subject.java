package io.passerelle.connections.portal;

import io.passerelle.connections.Attempt;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnection;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection whether it is still open or not: what its details show.
 *
 * @param endedAt null while it is open
 * @param end null while it is open
 * @param node empty while it is open: it is this one
 */
record Subject(
        UUID id,
        Instant openedAt,
        @Nullable Instant endedAt,
        EndReason.Phase phase,
        @Nullable EndReason end,
        @Nullable UUID organisationId,
        @Nullable UUID simId,
        String iccid,
        @Nullable UUID groupId,
        @Nullable UUID sessionId,
        @Nullable UUID routeId,
        InetAddress source,
        int sourcePort,
        int inputPort,
        List<Attempt> path,
        @Nullable Integer connectMillis,
        long bytesUp,
        long bytesDown,
        String node) {

    static Subject of(LiveConnection live) {
        return new Subject(
                live.id(),
                live.openedAt(),
                null,
                live.phase(),
                null,
                live.organisationId(),
                live.simId(),
                live.iccid(),
                live.groupId(),
                live.sessionId(),
                live.routeId(),
                live.source().getAddress(),
                live.source().getPort(),
                live.inputPort(),
                List.copyOf(live.path()),
                null,
                live.bytesUp(),
                live.bytesDown(),
                "");
    }

    static Subject of(ConnectionRecord record) {
        return new Subject(
                record.id(),
                record.openedAt(),
                record.endedAt(),
                record.endReason().phase(),
                record.endReason(),
                record.organisationId(),
                record.simId(),
                record.iccid(),
                record.groupId(),
                record.sessionId(),
                record.routeId(),
                record.sourceAddress(),
                record.sourcePort(),
                record.inputPort(),
                record.path(),
                record.connectMillis(),
                record.bytesUp(),
                record.bytesDown(),
                record.node());
    }

    /** How long it lasted, or lasts already. */
    Duration duration(Instant now) {
        Duration length = Duration.between(openedAt, endedAt == null ? now : endedAt);
        return length.isNegative() ? Duration.ZERO : length;
    }
}
