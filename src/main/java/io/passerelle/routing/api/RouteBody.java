package io.passerelle.routing.api;

import io.passerelle.api.Required;
import io.passerelle.routing.DestinationDraft;
import io.passerelle.routing.HealthCheck;
import io.passerelle.routing.LossAction;
import io.passerelle.routing.LossPolicy;
import io.passerelle.routing.RouteDraft;
import io.passerelle.routing.RouteType;
import io.passerelle.routing.WhenLost;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is needed to make, change or try a route. */
@Schema(name = "RouteBody")
record RouteBody(
        @Schema(description = "The group whose cards it is for") @Nullable UUID groupId,
        @Schema(description = "80, 443, 1883, 8883 or 4001 to 4010", example = "4001")
                @Nullable Integer inputPort,
        @Schema(description = "The port's own unless given") @Nullable RouteType type,
        @Schema(example = "Till servers", maxLength = 120) @Nullable String label,
        @Schema(description = "How destinations are checked; TCP unless given")
                @Nullable HealthCheck healthCheck,
        @Schema(
                        description = "Seconds neither side may be silent; 3600 unless given",
                        example = "3600")
                @Nullable Integer idleSeconds,
        @Schema(
                        description =
                                "What becomes of open connections when their destination leaves the "
                                        + "route, the route is deleted, or it no longer belongs to the "
                                        + "card's group; KEEP unless given")
                @Nullable LossAction onRemoval,
        @Schema(description = DRAIN, minimum = "1", maximum = "86400")
                @Nullable Integer removalDrainSeconds,
        @Schema(
                        description =
                                "What becomes of open connections when health marks their destination "
                                        + "down; KEEP unless given")
                @Nullable LossAction onFailure,
        @Schema(description = DRAIN, minimum = "1", maximum = "86400")
                @Nullable Integer failureDrainSeconds,
        @Schema(description = "1 to 64, in any order")
                @Nullable List<DestinationBody> destinations) {

    private static final String DRAIN =
            "Seconds that DRAIN lets open connections go on; 300 unless given";

    /** A server. */
    @Schema(name = "DestinationBody")
    record DestinationBody(
            @Schema(description = "Address or domain", example = "server.example")
                    @Nullable String host,
            @Schema(example = "8000") @Nullable Integer port,
            @Schema(description = "The lowest that works takes all; 1 unless given")
                    @Nullable Integer priority,
            @Schema(description = "The proportion within the priority; 1 unless given")
                    @Nullable Integer share,
            @Schema(
                            description =
                                    "The egress link it is pinned to: the operator's to say; who may not"
                                            + " leaves it out and keeps it as it is")
                    @Nullable UUID linkId) {}

    RouteDraft draft() {
        var required = new Required();
        List<DestinationBody> given = required.of("destinations", destinations, List.of());
        List<DestinationDraft> drafts = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            drafts.add(draft(given.get(i), "destinations[" + i + "]", required));
        }
        var draft =
                new RouteDraft(
                        required.id("groupId", groupId),
                        required.of("inputPort", inputPort, 0),
                        type,
                        Objects.requireNonNullElse(label, ""),
                        Objects.requireNonNullElse(healthCheck, HealthCheck.TCP),
                        Objects.requireNonNullElse(idleSeconds, RouteDraft.USUAL_IDLE_SECONDS),
                        new WhenLost(
                                policy(onRemoval, removalDrainSeconds),
                                policy(onFailure, failureDrainSeconds)),
                        drafts);
        required.check();
        return draft;
    }

    private static LossPolicy policy(@Nullable LossAction action, @Nullable Integer seconds) {
        return new LossPolicy(
                Objects.requireNonNullElse(action, LossAction.KEEP),
                Objects.requireNonNullElse(seconds, LossPolicy.USUAL_DRAIN));
    }

    private static DestinationDraft draft(
            @Nullable DestinationBody body, String field, Required required) {
        if (body == null) {
            required.of(field, null, "");
            return new DestinationDraft("", 0, 1, 1);
        }
        return new DestinationDraft(
                required.text(field + ".host", body.host()),
                required.of(field + ".port", body.port(), 0),
                Objects.requireNonNullElse(body.priority(), 1),
                Objects.requireNonNullElse(body.share(), 1),
                body.linkId());
    }
}
