package io.passerelle.sessions.store;

import io.passerelle.sessions.SessionFacts;
import io.passerelle.sessions.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds moments that a node's clock tells against the database's: one that has not come yet would
 * hide all that follows until it comes. See docs/decisions/2026-11-22-clocks-that-are-ahead.md.
 */
final class NotAhead {

    /**
     * What clocks of nodes may be ahead of the database's: more than they differ by while somebody
     * keeps them, and less than the hour that consumption is counted in.
     */
    static final Duration TOLERATED = Duration.ofMinutes(5);

    /** The same for SQL. */
    static final String INTERVAL = "interval '" + TOLERATED.toSeconds() + " seconds'";

    private NotAhead() {}

    /**
     * The records, with the database's time in place of any that is further ahead.
     *
     * @param now the database's time
     */
    static List<SessionRecord> of(List<SessionRecord> records, Instant now, Duration tolerated) {
        Instant latest = now.plus(tolerated);
        return records.stream().map(record -> of(record, now, latest)).toList();
    }

    private static SessionRecord of(SessionRecord record, Instant now, Instant latest) {
        SessionFacts facts = record.facts();
        Instant ended = record.endedAt();
        if (!record.lastAt().isAfter(latest)
                && !facts.startedAt().isAfter(latest)
                && (ended == null || !ended.isAfter(latest))) {
            return record;
        }
        return new SessionRecord(
                facts.begunAt(bounded(facts.startedAt(), now, latest)),
                record.usage(),
                bounded(record.lastAt(), now, latest),
                boundedIfAny(ended, now, latest),
                record.reason(),
                record.terminateCause());
    }

    private static @Nullable Instant boundedIfAny(
            @Nullable Instant at, Instant now, Instant latest) {
        return at == null ? null : bounded(at, now, latest);
    }

    private static Instant bounded(Instant at, Instant now, Instant latest) {
        return at.isAfter(latest) ? now : at;
    }
}
