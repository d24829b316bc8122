package io.passerelle.accounts;

import io.passerelle.accounts.store.AuditStore;
import io.passerelle.foundation.Ids;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Refused attempts on their way into the audit (ACC-7). Of the same kind by the same account or
 * address some are written one by one, and of the others how many there were: an attack is seen,
 * and fills nothing.
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
    private static final long EVERY_SECONDS = 60;

    private final AuditStore store;
    private final InstantSource clock;
    private final Map<Kind, Tally> tallies = new HashMap<>();
    private volatile @Nullable ScheduledExecutorService worker;

    @Autowired
    RefusedAttempts(AuditStore store) {
        this(store, InstantSource.system());
    }

    RefusedAttempts(AuditStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What the audit keeps of attempts that are told together.
     *
     * @param times how many there were beyond those written one by one
     * @param since when the first of the kind was made
     */
    record Together(int times, Instant since) {}

    private record Kind(
            UUID accountId,
            String login,
            String address,
            String action,
            AuditEntry.Outcome outcome) {}

    private static final class Tally {
        private final Instant since;
        private int seen;
        private AuditEntry last;

        private Tally(Instant since, AuditEntry first) {
            this.since = since;
            this.last = first;
        }
    }

    /** Records one, in a transaction of its own or among others. */
    void refused(AuditEntry entry) {
        if (isToldAlone(entry)) {
            store.insertApart(entry, null);
        }
    }

    private synchronized boolean isToldAlone(AuditEntry entry) {
        Kind own =
                new Kind(
                        entry.accountId(),
                        entry.login(),
                        entry.address(),
                        entry.action(),
                        entry.outcome());
        boolean isOne = tallies.containsKey(own) || tallies.size() < KINDS;
        Kind kind =
                isOne
                        ? own
                        : new Kind(
                                AuditEntry.NOBODY, NOBODY, NOBODY, entry.action(), entry.outcome());
        Tally tally = tallies.computeIfAbsent(kind, k -> new Tally(clock.instant(), entry));
        tally.seen++;
        tally.last = entry;
        return isOne && tally.seen <= alone(entry);
    }

    /** Writes how many there were of the kinds whose time is over. */
    void tell(boolean all) {
        for (Summary summary : over(all)) {
            store.insertApart(summary.entry, summary.together);
        }
    }

    private record Summary(AuditEntry entry, Together together) {}

    private synchronized List<Summary> over(boolean all) {
        List<Summary> over = new ArrayList<>();
        Instant now = clock.instant();
        Iterator<Map.Entry<Kind, Tally>> entries = tallies.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Kind, Tally> next = entries.next();
            Tally tally = next.getValue();
            if (!all && now.isBefore(tally.since.plus(WINDOW))) {
                continue;
            }
            entries.remove();
            boolean isOne = next.getKey().address().equals(tally.last.address());
            int more = tally.seen - (isOne ? alone(tally.last) : 0);
            if (more > 0) {
                over.add(
                        new Summary(
                                summary(next.getKey(), tally.last, now),
                                new Together(more, tally.since)));
            }
        }
        return over;
    }

    private static AuditEntry summary(Kind kind, AuditEntry last, Instant now) {
        boolean isOne = kind.address().equals(last.address());
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
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("refused-attempts").factory());
        executor.scheduleWithFixedDelay(
                () -> logged(false), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        worker = executor;
    }

    private void logged(boolean all) {
        try {
            tell(all);
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                LOG.atError().setCause(e).log("refused attempts could not be written down");
            }
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = worker;
        worker = null;
        if (executor != null) {
            executor.shutdownNow();
            logged(true); // nothing that was counted is lost at a stop
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
