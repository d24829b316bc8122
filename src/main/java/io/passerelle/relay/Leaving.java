package io.passerelle.relay;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnection;
import io.passerelle.routing.Destination;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The record a terminal's connection leaves behind (SPEC M2M-28). */
final class Leaving {

    private Leaving() {}

    /**
     * @param used the destination that answered; null when none did
     * @param connectMillis until it had; null when none did
     */
    static ConnectionRecord of(
            LiveConnection connection,
            String node,
            Instant endedAt,
            @Nullable Destination used,
            @Nullable Integer connectMillis,
            EndReason reason) {
        return new ConnectionRecord(
                connection.id(),
                connection.openedAt(),
                endedAt,
                ConnectionRecord.ROUTE,
                node,
                connection.organisationId(),
                connection.simId(),
                connection.iccid(),
                connection.groupId(),
                connection.sessionId(),
                connection.routeId(),
                connection.source().getAddress(),
                connection.source().getPort(),
                connection.inputPort(),
                used == null ? "" : used.target().host(),
                used == null ? null : connection.destinationAddress(),
                used == null ? null : used.target().port(),
                connection.path(),
                connectMillis,
                connection.bytesUp(),
                connection.bytesDown(),
                reason,
                used == null ? null : connection.link(),
                1);
    }
}
