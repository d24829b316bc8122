package io.passerelle.events;

import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event to publish; begins with {@link EventKind#of(UUID, Object, String)}.
 *
 * @param severity how much it matters; the kind's unless somebody decided otherwise
 * @param actor who did it: a login or an adapter; empty for Passerelle itself
 * @param at when it happened; null for now
 * @param once what it must be the first to tell; empty when it may be told again
 */
public record EventDraft(
        EventKind kind,
        Severity severity,
        @Nullable UUID organisationId,
        String subjectId,
        String subjectName,
        String actor,
        @Nullable Instant at,
        Map<String, Object> data,
        String once) {

    private static final int NAME_AT_MOST = 200;
    private static final int TEXT_AT_MOST = 500;

    /** Copies, so that it never changes. */
    public EventDraft {
        subjectName = cut(subjectName, NAME_AT_MOST);
        data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    static EventDraft of(
            EventKind kind, @Nullable UUID organisationId, String subjectId, String subjectName) {
        return new EventDraft(
                kind,
                kind.severity(),
                organisationId,
                subjectId,
                subjectName,
                "",
                null,
                Map.of(),
                "");
    }

    /** The same, as severe as somebody decided. */
    public EventDraft as(Severity decided) {
        return new EventDraft(
                kind, decided, organisationId, subjectId, subjectName, actor, at, data, once);
    }

    /** The same, done by a person or program. */
    public EventDraft by(Viewer viewer) {
        return by(viewer.login());
    }

    /** The same, done by whoever has that name. */
    public EventDraft by(String name) {
        return new EventDraft(
                kind,
                severity,
                organisationId,
                subjectId,
                subjectName,
                cut(name, NAME_AT_MOST),
                at,
                data,
                once);
    }

    /**
     * The same with one thing more; null, and an empty text, are left out. Never a secret.
     *
     * @throws IllegalArgumentException when the kind has no such field
     */
    public EventDraft with(EventField field, @Nullable Object value) {
        if (!kind.fields().contains(field)) {
            throw new IllegalArgumentException(kind.id() + " does not tell " + field.id());
        }
        if (value == null || "".equals(value)) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(field.id(), plain(value));
        return new EventDraft(
                kind, severity, organisationId, subjectId, subjectName, actor, at, more, once);
    }

    /** The same, which happened at that moment. */
    public EventDraft at(Instant moment) {
        return new EventDraft(
                kind, severity, organisationId, subjectId, subjectName, actor, moment, data, once);
    }

    /** The same, but not when it was told under that key before, by whatever node. */
    public EventDraft once(String key) {
        return new EventDraft(
                kind,
                severity,
                organisationId,
                subjectId,
                subjectName,
                actor,
                at,
                data,
                kind.id() + ":" + key);
    }

    /** What is written down. */
    Event event(String node) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Event(
                Ids.next(),
                at == null ? now : at.truncatedTo(ChronoUnit.MILLIS),
                kind.id(),
                severity,
                organisationId,
                kind.subject(),
                subjectId,
                subjectName,
                actor,
                node,
                data,
                once);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean truth -> truth;
            case Iterable<?> several -> {
                var texts = new java.util.ArrayList<String>();
                several.forEach(one -> texts.add(String.valueOf(one)));
                yield texts;
            }
            default -> cut(String.valueOf(value), TEXT_AT_MOST);
        };
    }

    private static String cut(String text, int atMost) {
        return text.length() <= atMost ? text : text.substring(0, atMost);
    }
}
