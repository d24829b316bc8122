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
     * The records, with the latest moment that is believed in place of any later one. It is not the
     * database's time that takes that place: a record would come to be before those that were
     * written ahead of it with a time that was still believed.
     *
     * @param now the database's time
     */
    static List<SessionRecord> of(List<SessionRecord> records, Instant now, Duration tolerated) {
        Instant latest = now.plus(tolerated);
        return records.stream().map(record -> of(record, latest)).toList();
    }

    private static SessionRecord of(SessionRecord record, Instant latest) {
        SessionFacts facts = record.facts();
        Instant ended = record.endedAt();
        if (!record.lastAt().isAfter(latest)
                && !facts.startedAt().isAfter(latest)
                && (ended == null || !ended.isAfter(latest))) {
            return record;
        }
        return new SessionRecord(
                facts.begunAt(bounded(facts.startedAt(), latest)),
                record.usage(),
                bounded(record.lastAt(), latest),
                boundedIfAny(ended, latest),
                record.reason(),
                record.terminateCause());
    }

    private static @Nullable Instant boundedIfAny(@Nullable Instant at, Instant latest) {
        return at == null ? null : bounded(at, latest);
    }

    private static Instant bounded(Instant at, Instant latest) {
        return at.isAfter(latest) ? latest : at;
    }
}
