package io.passerelle.connections.portal;

import io.passerelle.connections.Attempt;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.OpenConnection;
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
        @Nullable String link,
        List<Attempt> path,
        @Nullable Integer connectMillis,
        long bytesUp,
        long bytesDown,
        String node) {

    static Subject of(OpenConnection open) {
        return new Subject(
                open.id(),
                open.openedAt(),
                null,
                open.phase(),
                null,
                open.organisationId(),
                open.simId(),
                open.iccid(),
                open.groupId(),
                open.sessionId(),
                open.routeId(),
                open.source(),
                open.sourcePort(),
                open.inputPort(),
                open.link(),
                open.path(),
                null,
                open.bytesUp(),
                open.bytesDown(),
                open.node());
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
                record.link(),
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
