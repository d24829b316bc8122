package io.passerelle.sessions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.nodes.Nodes;
import io.passerelle.sessions.SessionQuestion.AtAddress;
import io.passerelle.sessions.SessionQuestion.Named;
import io.passerelle.sessions.SessionQuestion.OfId;
import io.passerelle.sessions.store.SessionLookups;
import io.passerelle.store.StoreFaults;
import io.passerelle.store.StoreState;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the database for sessions this node does not know (ALL-4): one thread, one query at a time
 * for up to {@value #BATCH} questions. An address without a session is asked for again for half a
 * second, because its accounting may be on its way into the database, and then not for a second.
 * What is beyond the limits, or asked while the database is away, counts as not found.
 */
@Component
final class SessionFinder implements SessionSeeker, AutoCloseable {

    /** How many questions may wait; more are answered with "nobody" at once. */
    static final int WAITING_AT_MOST = 4_096;

    /** How many addresses without a session are remembered. */
    static final int ABSENT_AT_MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SessionFinder.class);
    private static final int BATCH = 500;
    private static final long ABSENT_NANOS = Duration.ofSeconds(1).toNanos();

    /** Pauses before an address is asked for again. */
    private static final long[] AGAIN_MILLIS = {80, 140, 280};

    private final SessionLookups lookups;
    private final SessionRegistry registry;
    private final SessionNews news;
    private final Nodes nodes;
    private final StoreState database;
    private final Counter asked;
    private final Map<SessionQuestion, Wanted> waiting = new ConcurrentHashMap<>();
    private final Map<InetAddress, Long> absentSince = new ConcurrentHashMap<>();
    private final DelayQueue<Wanted> due = new DelayQueue<>();
    private final Thread asker;

    SessionFinder(
            SessionLookups lookups,
            SessionRegistry registry,
            SessionNews news,
            Nodes nodes,
            StoreState database,
            MeterRegistry meters) {
        this.lookups = lookups;
        this.registry = registry;
        this.news = news;
        this.nodes = nodes;
        this.database = database;
        this.asked =
                Counter.builder("passerelle.sessions.sought")
                        .description("Questions to the database for sessions of other nodes")
                        .register(meters);
        this.asker = Thread.ofVirtual().name("session-finder").start(this::run);
    }

    @Override
    public @Nullable CompletionStage<Void> at(InetAddress address) {
        if (isNobodyThere()) {
            return null;
        }
        Long since = absentSince.get(address);
        if (since != null && System.nanoTime() - since < ABSENT_NANOS) {
            return null;
        }
        return ask(new AtAddress(address));
    }

    @Override
    public @Nullable CompletionStage<Void> of(AccountingReport report, Subscriber sim) {
        boolean named = report.claimedSession() != null;
        if (isNobodyThere()
                || (named && report.kind() == AccountingReport.Kind.START)
                || registry.knows(report, sim.simId())) {
            return null;
        }
        return ask(
                report.claimedSession() == null
                        ? new Named(report.nasId(), report.acctSessionId(), sim.simId())
                        : new OfId(report.claimedSession()));
    }

    private boolean isNobodyThere() {
        return nodes.isAlone() || database.isAway();
    }

    private @Nullable CompletionStage<Void> ask(SessionQuestion question) {
        Wanted known = waiting.get(question);
        if (known != null) {
            return known.answer;
        }
        if (waiting.size() >= WAITING_AT_MOST) {
            return null;
        }
        var wanted = new Wanted(question);
        Wanted before = waiting.putIfAbsent(question, wanted);
        if (before != null) {
            return before.answer;
        }
        asked.increment();
        due.add(wanted);
        return wanted.answer;
    }

    private void run() {
        List<Wanted> batch = new ArrayList<>(BATCH);
        while (true) {
            try {
                batch.add(due.take());
                due.drainTo(batch, BATCH - 1);
                answer(batch);
            } catch (InterruptedException e) {
                return;
            } finally {
                batch.clear();
            }
        }
    }

    private void answer(List<Wanted> batch) {
        boolean away = false;
        try {
            List<SessionQuestion> questions = batch.stream().map(w -> w.question).toList();
            news.take(lookups.byIds(SessionQuestion.ids(questions)));
            news.take(lookups.openAt(SessionQuestion.addresses(questions)));
            news.take(lookups.named(SessionQuestion.names(questions)));
        } catch (RuntimeException e) {
            away = true;
            if (!StoreFaults.isAway(e)) {
                LOG.atError().setCause(e).log("sessions of other nodes could not be looked for");
            }
        }
        for (Wanted wanted : batch) {
            if (away || !wanted.isWorthAskingAgain()) {
                wanted.done();
            }
        }
    }

    @Override
    public void close() {
        asker.interrupt();
        waiting.values().forEach(Wanted::done);
    }

    /** A question under way; those who ask the same share it. */
    private final class Wanted implements Delayed {

        private final SessionQuestion question;
        private final CompletableFuture<Void> answer = new CompletableFuture<>();
        private int times;
        private long dueAt = System.nanoTime();

        Wanted(SessionQuestion question) {
            this.question = question;
        }

        /** Puts an address nobody is at back into the queue, a few times. */
        boolean isWorthAskingAgain() {
            if (!(question instanceof AtAddress(InetAddress address))
                    || registry.at(address) != null) {
                return false;
            }
            if (times < AGAIN_MILLIS.length) {
                dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS[times++]);
                due.add(this);
                return true;
            }
            remember(address);
            return false;
        }

        void done() {
            waiting.remove(question, this);
            answer.complete(null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private void remember(InetAddress address) {
        long now = System.nanoTime();
        if (absentSince.size() >= ABSENT_AT_MOST) {
            absentSince.values().removeIf(since -> now - since >= ABSENT_NANOS);
        }
        if (absentSince.size() < ABSENT_AT_MOST) {
            absentSince.put(address, now);
        }
    }
}
