package io.passerelle.sessions;

import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is written down: all of it every time, so that writing a record twice, or only
 * the last of several, gives the same row.
 *
 * @param endedAt null while it is open
 * @param reason null while it is open
 */
public record SessionRecord(
        SessionFacts facts,
        Usage usage,
        Instant lastAt,
        @Nullable Instant endedAt,
        @Nullable SessionEndReason reason,
        String terminateCause) {

    static SessionRecord of(Open open) {
        return new SessionRecord(open.facts(), open.usage(), open.lastAt(), null, null, "");
    }

    static SessionRecord of(Ended ended) {
        return new SessionRecord(
                ended.facts(),
                ended.usage(),
                ended.lastAt(),
                ended.endedAt(),
                ended.reason(),
                ended.terminateCause());
    }

    /** The state it was written from. */
    SessionState state() {
        return endedAt == null || reason == null
                ? new Open(facts, usage, lastAt)
                : new Ended(facts, usage, lastAt, endedAt, reason, terminateCause);
    }
}
