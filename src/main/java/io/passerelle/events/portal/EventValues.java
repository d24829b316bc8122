package io.passerelle.events.portal;

import io.passerelle.events.Event;
import io.passerelle.events.EventField;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.MessageBundles;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What events tell, in the viewer's words: programs get {@code SUSPENDED}, people read "Suspended".
 */
final class EventValues {

    /** Whose words a code is in, by field. */
    private static final Map<String, String> STEMS =
            Map.of(
                    EventField.FROM.id(), "sims.status.",
                    EventField.TO.id(), "sims.status.",
                    EventField.ACTION.id(), "sims.asked.",
                    EventField.CONDITION.id(), "alerts.kind.",
                    EventField.RIGHTS.id(), "right.");

    /** A reason is a code of one of these, or somebody's own words. */
    private static final Map<String, String> REASONS =
            Map.of(
                    "sign-on", "sessions.reason.",
                    "session", "sessions.end.",
                    "destination", "attempt.",
                    "sim", "sims.reason.");

    private final MessageBundles bundles;
    private final Times times;

    EventValues(MessageBundles bundles, Times times) {
        this.bundles = bundles;
        this.times = times;
    }

    /** What is worth reading on one line: no identifiers, and not once more what it is about. */
    String line(Event event) {
        return event.data().entrySet().stream()
                .filter(entry -> !isIdentifier(entry.getKey()))
                .filter(entry -> !event.subjectName().equals(entry.getValue()))
                .sorted(Comparator.comparingInt(entry -> place(entry.getKey())))
                .map(entry ->
                        Texts.text(
                                "kit.pair",
                                EventWords.field(entry.getKey()),
                                text(event, entry.getKey(), entry.getValue())))
                .collect(Collectors.joining(" · "));
    }

    /** As the catalogue has them, whatever order they were kept in. */
    private static int place(String field) {
        int place = Stream.of(EventField.values()).map(EventField::id).toList().indexOf(field);
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    static boolean isIdentifier(String field) {
        return Stream.of(EventField.values())
                .anyMatch(f -> f.id().equals(field) && f.type() == EventField.Type.ID);
    }

    /** One value of an event. */
    String text(Event event, String field, Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream()
                    .map(one -> text(event, field, one))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof Number number) {
            return number(event, field, number.longValue());
        }
        String text = String.valueOf(value);
        if (field.equals(EventField.SINCE.id())) {
            return moment(text);
        }
        return coded(event, field, text).orElse(text);
    }

    private Optional<String> coded(Event event, String field, String code) {
        String stem = stem(event.kind(), field);
        return stem.isEmpty()
                ? Optional.empty()
                : known(stem + code).or(() -> known(stem + code.toUpperCase(Locale.ROOT)));
    }

    /** What the bundle keys of a field's codes begin with; empty when it has none. */
    static String stem(String kind, String field) {
        return field.equals(EventField.REASON.id())
                ? REASONS.getOrDefault(kind.split("\\.", 2)[0], "")
                : STEMS.getOrDefault(field, "");
    }

    /** A text that wants values which events do not tell says less than the code. */
    private Optional<String> known(String key) {
        return bundles.has(key, Texts.locale())
                ? Optional.of(Texts.text(key)).filter(text -> !text.contains("{"))
                : Optional.empty();
    }

    private static String number(Event event, String field, long number) {
        boolean measured =
                field.equals(EventField.VALUE.id()) || field.equals(EventField.THRESHOLD.id());
        boolean bytes =
                field.startsWith("octets")
                        || measured
                                && String.valueOf(event.data().get(EventField.CONDITION.id()))
                                        .endsWith("_BYTES");
        if (bytes) {
            return Bytes.text(Math.max(0, number));
        }
        return field.equals(EventField.SECONDS.id())
                ? Times.length(Duration.ofSeconds(Math.max(0, number)))
                : Long.toString(number);
    }

    private String moment(String text) {
        try {
            return times.text(Instant.parse(text));
        } catch (DateTimeParseException writtenOtherwise) {
            return text;
        }
    }
}
