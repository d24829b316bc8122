package io.passerelle.accounts;

import io.passerelle.accounts.store.AuditStore;
import io.passerelle.foundation.Ids;
import io.passerelle.store.StoreState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Refused attempts on their way into the audit (ACC-7). Of the same kind by the same account or
 * address some are written one by one, and of the others how many there were: an attack is seen,
 * and fills nothing. What the database does not take is counted on until it does, in {@value
 * #KINDS} kinds at most.
 */
@Component
final class RefusedAttempts implements SmartLifecycle {

    /** For how long attempts of a kind are told together. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** How many of one kind by somebody signed in are written one by one. */
    static final int OF_AN_ACCOUNT = 100;

    /** How many wrong passwords, codes and tokens of one kind are. */
    static final int OF_A_STRANGER = 3;

    /** How many kinds are told apart; those beyond are told as one. */
    static final int KINDS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(RefusedAttempts.class);
    private static final String NOBODY = "";

    private final AuditStore store;
    private final StoreState state;
    private final InstantSource clock;
    private final Map<Kind, Tally> tallies = new HashMap<>();
    private final Map<Kind, Summary> unwritten = new LinkedHashMap<>();
    private volatile @Nullable EveryMinute worker;

    @Autowired
    RefusedAttempts(AuditStore store, StoreState state) {
        this(store, state, InstantSource.system());
    }

    RefusedAttempts(AuditStore store, StoreState state, InstantSource clock) {
        this.store = store;
        this.state = state;
        this.clock = clock;
    }

    /**
     * What the audit keeps of attempts that are told together.
     *
     * @param times how many there were beyond those written one by one, or not written
     * @param since when the first of the kind was made
     */
    record Together(int times, Instant since) {}

    private record Kind(
            UUID accountId,
            String login,
            String address,
            String action,
            AuditEntry.Outcome outcome) {

        static Kind of(AuditEntry entry) {
            return new Kind(
                    entry.accountId(),
                    entry.login(),
                    entry.address(),
                    entry.action(),
                    entry.outcome());
        }

        /** The same by whomever, from wherever. */
        Kind ofAnybody() {
            return new Kind(AuditEntry.NOBODY, NOBODY, NOBODY, action, outcome);
        }
    }

    private static final class Tally {
        private final Instant since;
        private int seen;
        private int written;

        /** Of those written one by one; until they are, nobody knows how many are left to tell. */
        private int underWay;

        private AuditEntry last;

        private Tally(Instant since, AuditEntry first) {
            this.since = since;
            this.last = first;
        }
    }

    /** Records one, in a transaction of its own or among others. */
    void refused(AuditEntry entry) {
        Tally tally = toldAlone(entry);
        if (tally != null) {
            boolean written = false;
            try {
                store.insertApart(entry, null);
                written = true;
            } finally {
                wrote(tally, written); // one that was not is told with the others of its kind
            }
        }
    }

    private synchronized @Nullable Tally toldAlone(AuditEntry entry) {
        Kind own = Kind.of(entry);
        boolean isOne = tallies.containsKey(own) || tallies.size() < KINDS;
        Tally tally =
                tallies.computeIfAbsent(
                        isOne ? own : own.ofAnybody(), k -> new Tally(clock.instant(), entry));
        tally.seen++;
        tally.last = entry;
        if (!isOne || tally.seen > alone(entry)) {
            return null;
        }
        tally.underWay++;
        return tally;
    }

    private synchronized void wrote(Tally tally, boolean written) {
        tally.underWay--;
        tally.written += written ? 1 : 0;
    }

    /**
     * Writes how many there were of the kinds whose time is over, and what was not written yet; one
     * after the other.
     */
    void tell(boolean all) {
        for (Map.Entry<Kind, Summary> next : over(all)) {
            write(next.getValue());
            told(next.getKey());
        }
    }

    private void write(Summary summary) {
        try {
            store.insertApart(summary.entry, summary.together);
        } catch (DuplicateKeyException written) {
            LOG.debug("written before, although the answer was lost");
        }
    }

    private synchronized void told(Kind kind) {
        unwritten.remove(kind);
    }

    private record Summary(AuditEntry entry, Together together) {

        Summary and(Summary later) {
            return new Summary(
                    later.entry,
                    new Together(
                            together.times + later.together.times,
                            together.since.isBefore(later.together.since)
                                    ? together.since
                                    : later.together.since));
        }
    }

    private synchronized List<Map.Entry<Kind, Summary>> over(boolean all) {
        Instant now = clock.instant();
        Iterator<Map.Entry<Kind, Tally>> entries = tallies.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Kind, Tally> next = entries.next();
            Tally tally = next.getValue();
            boolean isOver = all || !now.isBefore(tally.since.plus(WINDOW));
            if (!isOver || tally.underWay > 0) {
                continue;
            }
            entries.remove();
            if (tally.seen > tally.written) {
                keep(next.getKey(), tally, now);
            }
        }
        return unwritten.entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue()))
                .toList();
    }

    private void keep(Kind kind, Tally tally, Instant now) {
        boolean known = unwritten.containsKey(kind) || unwritten.size() < KINDS;
        Kind kept = known ? kind : kind.ofAnybody();
        var more = new Together(tally.seen - tally.written, tally.since);
        unwritten.merge(kept, new Summary(summary(kept, tally.last, now), more), Summary::and);
    }

    private static AuditEntry summary(Kind kind, AuditEntry last, Instant now) {
        boolean isOne = kind.equals(Kind.of(last));
        return new AuditEntry(
                Ids.next(),
                now,
                kind.accountId(),
                kind.login(),
                isOne ? last.organisationId() : AuditEntry.NOBODY,
                kind.address(),
                kind.action(),
                last.objectKind(),
                isOne ? last.objectId() : "",
                kind.outcome());
    }

    private static int alone(AuditEntry entry) {
        return entry.outcome() == AuditEntry.Outcome.FAILED ? OF_A_STRANGER : OF_AN_ACCOUNT;
    }

    @Override
    public void start() {
        worker = new EveryMinute("refused-attempts", state, () -> tell(false), () -> tell(true));
    }

    @Override
    public void stop() {
        EveryMinute running = worker;
        worker = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
