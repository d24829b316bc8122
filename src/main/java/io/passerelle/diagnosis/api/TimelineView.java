package io.passerelle.diagnosis.api;

import io.passerelle.diagnosis.EventText;
import io.passerelle.diagnosis.EventWords;
import io.passerelle.diagnosis.Speech;
import io.passerelle.diagnosis.TimelineEvent;
import io.passerelle.diagnosis.TimelineKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "TimelineEvent", description = "Something that happened to a SIM card")
record TimelineView(
        Instant at,
        TimelineKind kind,
        @Schema(
                        description =
                                "Of the attempt, session, connection, request, alert or change of"
                                        + " status it is about; with the kind it names the event")
                UUID id,
        @Schema(
                        description = "Stable, for programs: the reason, end or state",
                        example = "no_route")
                String code,
        EventText.Mood mood,
        @Schema(example = "Port 4002: The group has no route on this port") String text,
        @Schema(description = "What else is known; may be empty") String detail,
        @Schema(
                        description = "Where the API has it; null for a change of status",
                        example = "/api/v1/connections/019aa0f2-3c64-7b1e-8a43-0d6f5b1c2e77")
                @Nullable String href) {

    private static final String API = "/api/v1/";

    static TimelineView of(TimelineEvent event, Speech speech) {
        EventText text = EventWords.of(event);
        return new TimelineView(
                event.at(),
                event.kind(),
                event.id(),
                EventWords.code(event),
                text.mood(),
                speech.say(text.what()),
                speech.say(text.detail()),
                href(event));
    }

    private static @Nullable String href(TimelineEvent event) {
        return switch (event) {
            case TimelineEvent.SignOn ignored -> API + "authentications/" + event.id();
            case TimelineEvent.SessionStart ignored -> API + "sessions/" + event.id();
            case TimelineEvent.SessionEnd ignored -> API + "sessions/" + event.id();
            case TimelineEvent.Connection ignored -> API + "connections/" + event.id();
            case TimelineEvent.Request ignored -> API + "sim-requests/" + event.id();
            case TimelineEvent.Answer ignored -> API + "sim-requests/" + event.id();
            case TimelineEvent.RuleApplied ignored -> API + "alerts/" + event.id();
            case TimelineEvent.StatusChange ignored -> null;
        };
    }
}
