package io.passerelle.routing.api;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.foundation.SteadyClock;
import io.passerelle.routing.Destination;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.Health;
import io.passerelle.routing.HealthCheck;
import io.passerelle.routing.HealthTarget;
import io.passerelle.routing.LossAction;
import io.passerelle.routing.Route;
import io.passerelle.routing.RouteRow;
import io.passerelle.routing.RouteType;
import io.passerelle.routing.SharePreview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Route", description = "The way from an input port to servers, for a group of cards")
record RouteView(
        UUID id,
        UUID organisationId,
        UUID groupId,
        @Schema(example = "Paris") String group,
        @Schema(example = "4001") int inputPort,
        RouteType type,
        @Schema(example = "Till servers") String label,
        HealthCheck healthCheck,
        int idleSeconds,
        @Schema(description = "What open connections do when their destination leaves the route")
                LossAction onRemoval,
        int removalDrainSeconds,
        @Schema(description = "What open connections do when their destination is marked down")
                LossAction onFailure,
        int failureDrainSeconds,
        List<DestinationView> destinations,
        @Schema(description = "What the shares come to", example = "66.66 % / 33.33 %, then 100 %")
                String shares,
        Instant createdAt,
        Instant updatedAt,
        @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

    /** A server and how it is doing. */
    @Schema(name = "Destination")
    record DestinationView(
            @Schema(example = "server.example") String host,
            @Schema(example = "8000") int port,
            int priority,
            int share,
            @Schema(description = "The egress link it is pinned to") @Nullable UUID linkId,
            HealthView health) {}

    /** How a server is doing, as the gateway that answers sees it. */
    @Schema(name = "DestinationHealth")
    record HealthView(
            @Schema(description = "up, untried, down or returning", example = "up") String state,
            Instant since,
            @Schema(description = "Why it is or was down") @Nullable AttemptOutcome reason,
            @Schema(description = "The part of its share it gets now, 0 to 1") double fitness) {

        static HealthView of(Health health) {
            AttemptOutcome reason =
                    switch (health) {
                        case Health.Up ignored -> null;
                        case Health.Down down -> down.reason();
                        case Health.Returning returning -> returning.reason();
                    };
            return new HealthView(
                    health.key(),
                    health.since(),
                    reason,
                    health.fitness(SteadyClock.ofTheProcess().instant()));
        }
    }

    static RouteView of(RouteRow row, DestinationHealth health, Locale locale) {
        Route route = row.route();
        return new RouteView(
                route.id(),
                route.organisationId(),
                route.groupId(),
                row.group(),
                route.inputPort(),
                route.type(),
                route.label(),
                route.healthCheck(),
                route.idleSeconds(),
                route.whenLost().removed().action(),
                route.whenLost().removed().drainSeconds(),
                route.whenLost().failed().action(),
                route.whenLost().failed().drainSeconds(),
                route.destinations().stream()
                        .map(d -> destination(d, health.of(HealthTarget.of(route, d))))
                        .toList(),
                SharePreview.of(route.destinations(), locale),
                row.createdAt(),
                row.updatedAt(),
                route.version());
    }

    static DestinationView destination(Destination destination, Health health) {
        return new DestinationView(
                destination.target().host(),
                destination.target().port(),
                destination.priority(),
                destination.share(),
                destination.link(),
                HealthView.of(health));
    }
}
