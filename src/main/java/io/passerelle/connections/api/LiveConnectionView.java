package io.passerelle.connections.api;

import io.passerelle.connections.EndReason;
import io.passerelle.connections.OpenConnection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "LiveConnection", description = "A connection that is open now")
record LiveConnectionView(
        @Schema(description = "The id its record will have") UUID id,
        @Schema(description = "The node it is open on", example = "gateway-1") String node,
        Instant openedAt,
        @Schema(description = "How far it has come") EndReason.Phase phase,
        @Nullable UUID organisationId,
        @Nullable UUID simId,
        String iccid,
        @Nullable UUID groupId,
        @Nullable UUID sessionId,
        @Nullable UUID routeId,
        @Nullable InetAddress sourceAddress,
        int sourcePort,
        @Schema(example = "4001") int inputPort,
        @Schema(example = "server.example:8000") String destination,
        @Nullable InetAddress destinationAddress,
        @Schema(description = "The egress link tried or used; null for the gateway's own way")
                @Nullable String link,
        List<AttemptView> path,
        @Schema(description = "From the terminal so far") long bytesUp,
        @Schema(description = "To the terminal so far") long bytesDown,
        @Schema(
                        description =
                                "When the loss of its destination will have it ended; null while nothing "
                                        + "does")
                @Nullable Instant drainsUntil) {

    static LiveConnectionView of(OpenConnection c) {
        return new LiveConnectionView(
                c.id(),
                c.node(),
                c.openedAt(),
                c.phase(),
                c.organisationId(),
                c.simId(),
                c.iccid(),
                c.groupId(),
                c.sessionId(),
                c.routeId(),
                c.source(),
                c.sourcePort(),
                c.inputPort(),
                c.destination(),
                c.destinationAddress(),
                c.link(),
                c.path().stream().map(AttemptView::of).toList(),
                c.bytesUp(),
                c.bytesDown(),
                c.drainsUntil());
    }
}
