package io.passerelle.connections.api;

import io.passerelle.connections.ConnectionRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Connection", description = "What a connection left behind")
record ConnectionView(
        UUID id,
        Instant openedAt,
        Instant endedAt,
        @Schema(description = "What carried it", example = "ROUTE") String kind,
        @Schema(description = "The gateway that carried it") String node,
        @Nullable UUID organisationId,
        @Nullable UUID simId,
        @Schema(example = "8933010000000000017") String iccid,
        @Nullable UUID groupId,
        @Nullable UUID sessionId,
        @Nullable UUID routeId,
        InetAddress sourceAddress,
        int sourcePort,
        @Schema(example = "4001") int inputPort,
        @Schema(description = "The destination that took it", example = "server.example:8000")
                String destination,
        @Nullable InetAddress destinationAddress,
        @Nullable Integer destinationPort,
        @Schema(description = "The egress link it left by; null for the gateway's own way")
                @Nullable String link,
        @Schema(description = "Every destination tried; the last one took it, if any did")
                List<AttemptView> path,
        @Schema(description = "From accept until the destination had answered")
                @Nullable Integer connectMillis,
        @Schema(description = "From the terminal") long bytesUp,
        @Schema(description = "To the terminal") long bytesDown,
        @Schema(description = "How it ended", example = "client_closed") String endReason,
        @Schema(description = "Who ended it", example = "TERMINAL") String endedBy,
        @Schema(description = "The terminal did not get what it wanted") boolean refused,
        @Schema(
                        description =
                                "How many connections it stands for: those refused at the door"
                                        + " share a record for each minute",
                        example = "1")
                int times) {

    static ConnectionView of(ConnectionRecord c) {
        return new ConnectionView(
                c.id(),
                c.openedAt(),
                c.endedAt(),
                c.kind(),
                c.node(),
                c.organisationId(),
                c.simId(),
                c.iccid(),
                c.groupId(),
                c.sessionId(),
                c.routeId(),
                c.sourceAddress(),
                c.sourcePort(),
                c.inputPort(),
                c.destination(),
                c.destinationAddress(),
                c.destinationPort(),
                c.link(),
                c.path().stream().map(AttemptView::of).toList(),
                c.connectMillis(),
                c.bytesUp(),
                c.bytesDown(),
                c.endReason().key(),
                c.endReason().party().name(),
                c.endReason().isRefusal(),
                c.times());
    }
}
