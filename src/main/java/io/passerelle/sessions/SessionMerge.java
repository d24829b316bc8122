package io.passerelle.sessions;

import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import io.passerelle.sessions.SessionState.Promised;
import io.passerelle.sessions.SessionState.Unknown;
import java.time.Instant;

/**
 * What a node makes of a session's row that another node wrote, given what it knows itself. The row
 * may be behind this node (its own reports wait in the journal) or ahead of it. Reads like {@link
 * SessionLife}: a decided end is final, a concluded one is taken back by a report of later usage.
 */
final class SessionMerge {

    private SessionMerge() {}

    /** What is known once the row has been read. */
    static SessionState of(SessionState own, SessionState row) {
        return switch (own) {
            case Unknown ignored -> row;
            case Promised ignored -> row;
            case Open open -> ofOpen(open, row);
            case Ended ended -> ofEnded(ended, row);
        };
    }

    private static SessionState ofOpen(Open own, SessionState row) {
        return switch (row) {
            case Open other -> latest(own, other);
            case Ended other -> isTakenBack(other, own.lastAt()) ? own : raised(other, own);
            default -> own;
        };
    }

    private static SessionState ofEnded(Ended own, SessionState row) {
        return switch (row) {
            case Open other -> isTakenBack(own, other.lastAt()) ? latest(other, other) : own;
            case Ended other -> isTakenBack(own, other.lastAt()) ? other : raised(own, other);
            default -> own;
        };
    }

    /** Whether the session was heard of after the moment at which it was only taken to be over. */
    private static boolean isTakenBack(Ended ended, Instant heard) {
        return ended.reason().isRevocable() && heard.isAfter(ended.endedAt());
    }

    private static Open latest(Open own, Open other) {
        boolean behind = other.lastAt().isAfter(own.lastAt());
        return new Open(
                behind ? other.facts() : own.facts(),
                own.usage().atLeast(other.usage()),
                behind ? other.lastAt() : own.lastAt());
    }

    private static Ended raised(Ended ended, Open other) {
        return raised(ended, other.usage(), other.lastAt());
    }

    private static Ended raised(Ended ended, Ended other) {
        return raised(ended, other.usage(), other.lastAt());
    }

    private static Ended raised(Ended ended, Usage usage, Instant lastAt) {
        return new Ended(
                ended.facts(),
                ended.usage().atLeast(usage),
                lastAt.isAfter(ended.lastAt()) ? lastAt : ended.lastAt(),
                ended.endedAt(),
                ended.reason(),
                ended.terminateCause());
    }
}
