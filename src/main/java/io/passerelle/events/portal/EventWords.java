package io.passerelle.events.portal;

import io.passerelle.accounts.Viewer;
import io.passerelle.events.Event;
import io.passerelle.events.EventKind;
import io.passerelle.events.Severity;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import java.util.List;
import java.util.stream.Stream;

/** Events in words. */
final class EventWords {

    private EventWords() {}

    /** What happened; the id of a kind that this release does not know. */
    static String kind(String id) {
        return EventKind.of(id).map(kind -> Texts.text("events.kind." + kind.id())).orElse(id);
    }

    static Cell severity(Severity severity) {
        Tone tone =
                switch (severity) {
                    case INFO -> Tone.NEUTRAL;
                    case WARNING -> Tone.WARN;
                    case ERROR -> Tone.BAD;
                };
        return Cell.badge(Texts.text("events.severity", severity), tone);
    }

    /** What it is about, leading to its page where there is one. */
    static Cell subject(Event event) {
        String name =
                event.subjectName().isEmpty()
                        ? Texts.text("events.subject." + event.subjectKind())
                        : event.subjectName();
        String href =
                switch (event.subjectKind()) {
                    case "sim" -> "sims?id=" + event.subjectId();
                    case "route" -> "routes?id=" + event.subjectId();
                    default -> "";
                };
        return Cell.link(name, href)
                .withTooltip(Texts.text("events.subject." + event.subjectKind()));
    }

    static String field(String id) {
        return Stream.of(io.passerelle.events.EventField.values()).anyMatch(f -> f.id().equals(id))
                ? Texts.text("events.field." + id)
                : id;
    }

    static List<Choice> kinds(Viewer viewer) {
        return EventKind.visibleTo(viewer).stream()
                .map(kind -> new Choice(kind.id(), kind(kind.id())))
                .toList();
    }

    static List<Choice> severities() {
        return Stream.of(Severity.values())
                .map(s -> new Choice(s.name(), Texts.text("events.severity", s)))
                .toList();
    }

    static List<Choice> subjects(Viewer viewer) {
        return EventKind.visibleTo(viewer).stream()
                .map(EventKind::subject)
                .distinct()
                .map(subject -> new Choice(subject, Texts.text("events.subject." + subject)))
                .toList();
    }
}
