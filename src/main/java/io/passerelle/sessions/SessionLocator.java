package io.passerelle.sessions;

import io.passerelle.foundation.Ids;
import io.passerelle.sessions.AccountingReport.Kind;
import io.passerelle.sessions.SessionIndex.NasKey;
import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import io.passerelle.sessions.SessionState.Promised;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells which session a report is about. Our Class attribute says it best; without it the server's
 * own name for the session, the card and the start do. Used under {@link SessionRegistry}'s lock.
 */
final class SessionLocator {

    /** Two reports of one start differ by less: clocks of seconds, delays rounded. */
    static final Duration START_TOLERANCE = Duration.ofSeconds(60);

    private final SessionIndex index;

    SessionLocator(SessionIndex index) {
        this.index = index;
    }

    /** The session's id; a new one when the report is the first of a session. */
    UUID idOf(AccountingReport report, UUID simId) {
        UUID known = locate(report, simId);
        return known == null ? freshId(report) : known;
    }

    /** Whether the session, or the promise of it, is known. */
    boolean knows(AccountingReport report, UUID simId) {
        return locate(report, simId) != null;
    }

    /** The session a report is about; null when it is the first of a session. */
    private @Nullable UUID locate(AccountingReport report, UUID simId) {
        UUID claimed = report.claimedSession();
        if (claimed != null) {
            SessionState state = index.state(claimed);
            if (state instanceof Promised promised && promised.simId().equals(simId)) {
                return claimed;
            }
            SessionFacts facts = factsOf(state);
            if (facts != null
                    && facts.simId().equals(simId)
                    && facts.acctSessionId().equals(report.acctSessionId())) {
                return claimed;
            }
        }
        UUID named = index.named(new NasKey(report.nasId(), report.acctSessionId(), simId));
        if (named != null) {
            return isAnotherStart(report, index.state(named)) ? null : named;
        }
        return claimed == null ? promiseFor(report, simId) : null;
    }

    /** Network access servers that keep Class to themselves take up promises by their address. */
    private @Nullable UUID promiseFor(AccountingReport report, UUID simId) {
        for (Promised promised : index.promisesOf(simId)) {
            if (promised.address() == null || promised.address().equals(report.address())) {
                return promised.id();
            }
        }
        return null;
    }

    /**
     * Acct-Session-Id starts over when a server does: a report of a start clearly later than the
     * one known is about another session.
     */
    private static boolean isAnotherStart(AccountingReport report, @Nullable SessionState state) {
        SessionFacts facts = factsOf(state);
        if (facts == null || (report.kind() != Kind.START && report.lasted().isZero())) {
            return false;
        }
        boolean later = report.startedAt().isAfter(facts.startedAt().plus(START_TOLERANCE));
        boolean untouched =
                report.kind() == Kind.START
                        && state instanceof Open open
                        && open.usage().equals(Usage.NONE)
                        && open.lastAt().equals(facts.startedAt());
        return later && !untouched && isBehind(report, state);
    }

    /** A session can begin only when the one before it had been heard of for the last time. */
    private static boolean isBehind(AccountingReport report, @Nullable SessionState state) {
        return switch (state) {
            case Open open -> report.startedAt().isAfter(open.lastAt().minus(START_TOLERANCE));
            case Ended ended -> report.startedAt().isAfter(ended.endedAt().plus(START_TOLERANCE));
            case null, default -> true;
        };
    }

    /**
     * A session id that came back to us, but was forgotten in a restart, is used again: the row in
     * the database may be there already.
     */
    private UUID freshId(AccountingReport report) {
        UUID claimed = report.claimedSession();
        return claimed != null && index.state(claimed) == null ? claimed : Ids.next();
    }

    private static @Nullable SessionFacts factsOf(@Nullable SessionState state) {
        return switch (state) {
            case Open open -> open.facts();
            case Ended ended -> ended.facts();
            case null, default -> null;
        };
    }
}
