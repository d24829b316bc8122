package io.passerelle.sessions;

import io.passerelle.sessions.SessionEvent.Concluded;
import io.passerelle.sessions.SessionEvent.Lapsed;
import io.passerelle.sessions.SessionEvent.Reported;
import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import io.passerelle.sessions.SessionState.Promised;
import io.passerelle.sessions.SessionState.Unknown;
import java.time.Instant;

/**
 * The life of a session, as a function: state and event give the next state. Accounting messages
 * get lost, come twice and in any order (RFC 2866 section 1.1), so every event is legal in every
 * state.
 */
public final class SessionLife {

    private SessionLife() {}

    /** The state after an event. */
    public static SessionState after(SessionState state, SessionEvent event) {
        return switch (state) {
            case Unknown unknown -> afterUnknown(unknown, event);
            case Promised promised -> afterPromised(promised, event);
            case Open open -> afterOpen(open, event);
            case Ended ended -> afterEnded(ended, event);
        };
    }

    /** A report of any kind opens what nobody knew: the earlier ones were lost, not the session. */
    private static SessionState afterUnknown(Unknown unknown, SessionEvent event) {
        return switch (event) {
            case Reported reported -> first(reported);
            case Concluded ignored -> unknown;
            case Lapsed ignored -> unknown;
        };
    }

    private static SessionState afterPromised(Promised promised, SessionEvent event) {
        return switch (event) {
            case Reported reported -> first(reported);
            case Concluded ignored -> new Unknown();
            case Lapsed ignored -> new Unknown();
        };
    }

    private static SessionState first(Reported reported) {
        AccountingReport report = reported.report();
        SessionFacts facts = reported.fresh();
        return report.kind() == AccountingReport.Kind.STOP
                ? ended(facts, report.usage(), report.at(), report)
                : new Open(facts, report.usage(), report.at());
    }

    private static SessionState afterOpen(Open open, SessionEvent event) {
        return switch (event) {
            case Reported(AccountingReport report, SessionFacts ignored) -> {
                boolean stale = report.at().isBefore(open.lastAt());
                SessionFacts facts = stale ? open.facts() : open.facts().with(report);
                Usage usage =
                        stale
                                ? open.usage().atLeast(report.usage())
                                : open.usage()
                                        .followedBy(
                                                report.usage(), report.wideIn(), report.wideOut());
                Instant last = later(open.lastAt(), report.at());
                yield report.kind() == AccountingReport.Kind.STOP
                        ? ended(facts, usage, last, report)
                        : new Open(facts, usage, last);
            }
            case Concluded(Instant at, SessionEndReason reason) ->
                    new Ended(open.facts(), open.usage(), open.lastAt(), at, reason, "");
            case Lapsed ignored -> open;
        };
    }

    /**
     * A session that has ended stays so, whatever comes late. One exception: it was only concluded
     * that it ended, and the server reports later usage. Then the terminal is online, and saying
     * otherwise would cut it off.
     */
    private static SessionState afterEnded(Ended ended, SessionEvent event) {
        if (!(event instanceof Reported(AccountingReport report, SessionFacts ignored))) {
            return ended;
        }
        Usage usage = ended.usage().atLeast(report.usage());
        Instant last = later(ended.lastAt(), report.at());
        boolean lives =
                report.kind() == AccountingReport.Kind.INTERIM
                        && ended.reason().isRevocable()
                        && report.at().isAfter(ended.endedAt());
        if (lives) {
            return new Open(ended.facts().with(report), usage, last);
        }
        return new Ended(
                ended.facts(),
                usage,
                last,
                ended.endedAt(),
                ended.reason(),
                ended.terminateCause().isEmpty()
                        ? report.terminateCause()
                        : ended.terminateCause());
    }

    private static Ended ended(
            SessionFacts facts, Usage usage, Instant last, AccountingReport report) {
        return new Ended(
                facts, usage, last, report.at(), SessionEndReason.STOP, report.terminateCause());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
