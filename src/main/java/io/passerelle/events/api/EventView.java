package io.passerelle.events.api;

import io.passerelle.events.Event;
import io.passerelle.events.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as programs see it. */
@Schema(name = "Event")
record EventView(
        UUID id,
        Instant at,
        @Schema(description = "See /api/v1/event-kinds", example = "sim.suspended") String kind,
        Severity severity,
        @Schema(description = "Whose it is; null for the operator's own")
                @Nullable UUID organisationId,
        @Schema(description = "What it is about", example = "sim") String subjectKind,
        String subjectId,
        @Schema(example = "8933000000000000001") String subjectName,
        @Schema(description = "Who did it; empty for Passerelle itself", example = "claire.martin")
                String actor,
        @Schema(description = "The node that wrote it") String node,
        @Schema(description = "What the kind's fields tell") Map<String, Object> data) {

    static EventView of(Event event) {
        return new EventView(
                event.id(),
                event.at(),
                event.kind(),
                event.severity(),
                event.organisationId(),
                event.subjectKind(),
                event.subjectId(),
                event.subjectName(),
                event.actor(),
                event.node(),
                event.data());
    }
}
