package io.passerelle.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param id a UUIDv7; the same wherever the event is told
 * @param kind the id of its {@link EventKind}; perhaps one of another release
 * @param organisationId whose it is; null for the operator's own
 * @param subjectKind what it is about, such as {@code sim}
 * @param actor who did it: a login or an adapter; empty for Passerelle itself
 * @param node the name of the node that wrote it
 * @param data what the kind's fields tell
 * @param once what it was the first to tell; empty when that does not matter
 */
public record Event(
        UUID id,
        Instant at,
        String kind,
        Severity severity,
        @Nullable UUID organisationId,
        String subjectKind,
        String subjectId,
        String subjectName,
        String actor,
        String node,
        Map<String, Object> data,
        String once) {

    /** The filter of lists that leaves kinds out. */
    public static final String NOT_KIND = "notKind";

    /** What it is about, as one text: events of the same subject are told in order. */
    public String subject() {
        return subjectKind + ":" + subjectId;
    }
}
