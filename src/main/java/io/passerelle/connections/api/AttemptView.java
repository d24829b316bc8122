package io.passerelle.connections.api;

import io.passerelle.connections.Attempt;
import io.passerelle.connections.AttemptOutcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

@Schema(name = "Attempt", description = "One attempt to reach a destination")
record AttemptView(
        @Schema(example = "server.example") String destination,
        @Schema(description = "What was dialled; null when there was nothing to dial")
                @Nullable InetAddress address,
        int port,
        @Schema(description = "Of the destination in its route") int priority,
        AttemptOutcome outcome,
        int millis,
        @Schema(
                        description =
                                "The egress link it left by, or that is down; null for the gateway's own"
                                        + " way")
                @Nullable String link) {

    static AttemptView of(Attempt attempt) {
        return new AttemptView(
                attempt.destination(),
                attempt.address(),
                attempt.port(),
                attempt.priority(),
                attempt.outcome(),
                attempt.millis(),
                attempt.link());
    }
}
