package io.passerelle.events.api;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiTexts;
import io.passerelle.api.Listed;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Severity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/event-kinds}: the catalogue of events (ALL-7). */
@RestController
@RequestMapping("/api/v1/event-kinds")
@Tag(name = "Events", description = "What happened to one's organisations and those below")
class EventKindsApi {

    private final ApiTexts texts;

    EventKindsApi(ApiTexts texts) {
        this.texts = texts;
    }

    /** One thing an event tells. */
    @Schema(name = "EventKindField")
    record Field(
            @Schema(example = "reason") String id,
            @Schema(description = "How it is written", example = "string") String type,
            @Schema(description = "In the viewer's language") String text) {}

    /** A kind of events. */
    @Schema(name = "EventKind")
    record View(
            @Schema(example = "sim.suspended") String id,
            @Schema(description = "In the viewer's language") String text,
            @Schema(description = "When it is told, in the viewer's language") String when,
            Severity severity,
            @Schema(description = "The module that tells it", example = "sims") String source,
            @Schema(description = "What it is about", example = "sim") String subject,
            @Schema(description = "Written only while a web hook asks for it") boolean frequent,
            @Schema(description = "The right it takes to see it; null for none")
                    @Nullable Right right,
            List<Field> fields) {}

    @GetMapping
    @Operation(summary = "Read the catalogue of events: what may be told, and what each tells")
    Listed<View> list(Viewer viewer) {
        return Listed.all(
                EventKind.visibleTo(viewer).stream()
                        .map(kind -> view(kind, viewer.locale()))
                        .toList(),
                View.class);
    }

    private View view(EventKind kind, Locale locale) {
        return new View(
                kind.id(),
                texts.text("events.kind." + kind.id(), List.of(), locale),
                texts.text("events.when." + kind.id(), List.of(), locale),
                kind.severity(),
                kind.source(),
                kind.subject(),
                kind.isFrequent(),
                kind.right(),
                kind.fields().stream().map(field -> field(field, locale)).toList());
    }

    private Field field(EventField field, Locale locale) {
        return new Field(
                field.id(),
                field.type().json(),
                texts.text("events.field." + field.id(), List.of(), locale));
    }
}
