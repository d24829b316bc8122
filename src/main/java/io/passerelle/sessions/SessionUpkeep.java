package io.passerelle.sessions;

import io.passerelle.foundation.StartReport;
import io.passerelle.foundation.SteadyClock;
import io.passerelle.nodes.Nodes;
import io.passerelle.sessions.store.SessionLookups;
import io.passerelle.sessions.store.SessionStore;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.FirstReading;
import io.passerelle.store.Journal;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes over the sessions the database knows before anything listens, and closes those that fell
 * silent while it runs. They are read while the application is being built, beside the SIM cards;
 * what other nodes do meanwhile comes as news, and is later than they.
 */
@Component
final class SessionUpkeep implements InitializingBean, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SessionUpkeep.class);

    /** Reports later than this open a session of their own again. */
    private static final Duration REMEMBER = Duration.ofHours(1);

    /** A spool of which nothing was written for so long is not waited for. */
    private static final Duration STANDSTILL = Duration.ofSeconds(10);

    /** Nor is one any longer than this: terminals are not heard meanwhile. */
    private static final Duration SPOOL_PATIENCE = Duration.ofMinutes(1);

    /** For what comes in while the node runs, and always passes the spool. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static final Duration STEP = Duration.ofSeconds(2);
    private static final long SWEEP_SECONDS = 10;
    private static final long NEWS_SECONDS = 30;

    private final SessionStore store;
    private final SessionRegistry registry;
    private final SessionsSettings settings;
    private final Journal<SessionRecord> journal;
    private final SessionNews news;
    private final SessionLookups lookups;
    private final Nodes nodes;
    private final SteadyClock clock = SteadyClock.ofTheProcess();
    private Duration stepTold = Duration.ZERO;
    private final StartReport report;
    private final AtomicInteger repaired = new AtomicInteger();
    private final Duration standstill;
    private volatile boolean incomplete;
    private volatile @Nullable FirstReading first;
    private volatile @Nullable ScheduledExecutorService sweeper;

    @Autowired
    SessionUpkeep(
            SessionStore store,
            SessionRegistry registry,
            SessionsSettings settings,
            Journal<SessionRecord> journal,
            SessionNews news,
            SessionLookups lookups,
            Nodes nodes,
            StartReport report) {
        this(store, registry, settings, journal, news, lookups, nodes, report, STANDSTILL);
    }

    SessionUpkeep(
            SessionStore store,
            SessionRegistry registry,
            SessionsSettings settings,
            Journal<SessionRecord> journal,
            SessionNews news,
            SessionLookups lookups,
            Nodes nodes,
            StartReport report,
            Duration standstill) {
        this.store = store;
        this.registry = registry;
        this.settings = settings;
        this.journal = journal;
        this.news = news;
        this.lookups = lookups;
        this.nodes = nodes;
        this.report = report;
        this.standstill = standstill;
    }

    /** Begins to take sessions over, beside the rest of the start. */
    @Override
    public void afterPropertiesSet() {
        first = FirstReading.begin("sessions-at-start", this::takeOver);
    }

    private void takeOver() {
        incomplete = !awaitSpool();
        news.begin();
        store.openAndEndedSince(
                clock.instant().minus(REMEMBER),
                settings.limits().endedRemembered(),
                records -> repaired.addAndGet(registry.load(records)));
    }

    /** Waits for all sessions. */
    @Override
    public void start() {
        Objects.requireNonNull(first, "not built yet").await();
        Instant now = clock.instant();
        // while nothing could be heard nobody was silent: all of them get all of their time again
        int overdue = registry.silent(now, Instant.EPOCH).size();
        report.count(StartReport.SESSIONS, registry.count());
        report.count(StartReport.OVERDUE, overdue);
        report.count(StartReport.GHOSTS, repaired.get());
        LOG.atInfo()
                .addKeyValue("open", registry.count())
                .addKeyValue("overdue", overdue)
                .addKeyValue("repaired", repaired.get())
                .log("sessions taken over");
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("session-sweep").factory());
        executor.scheduleWithFixedDelay(
                () -> sweep(now), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        executor.scheduleWithFixedDelay(
                this::readNews, NEWS_SECONDS, NEWS_SECONDS, TimeUnit.SECONDS);
        sweeper = executor;
    }

    /**
     * What the last run could not write yet belongs to what is taken over.
     *
     * @return false when the database does not take it, or takes too long for it
     */
    private boolean awaitSpool() {
        long begun = System.nanoTime();
        long moved = begun;
        long replayed = journal.replayed();
        while (journal.spooledBytes() > 0) {
            long now = System.nanoTime();
            if (journal.replayed() != replayed) {
                replayed = journal.replayed();
                moved = now;
            }
            if (now - moved >= standstill.toNanos() || now - begun >= SPOOL_PATIENCE.toNanos()) {
                LOG.atWarn()
                        .addKeyValue("left", journal.spooledEntries())
                        .log(
                                "the database has not yet taken what was spooled of sessions; all"
                                        + " of them are read again when it has");
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return true;
    }

    /** To the news this node's own records are none. */
    private void readWhatWasSpooled() {
        if (incomplete && (journal.spooledBytes() == 0 || journal.awaitWritten(MOMENT))) {
            news.readAll(clock.instant().minus(REMEMBER));
            incomplete = false;
        }
    }

    /** Whoever sets the machine's clock should know that RADIUS does not follow it yet. */
    private void tellStep() {
        Duration step = clock.machineAhead();
        if (step.minus(stepTold).abs().compareTo(STEP) > 0) {
            stepTold = step;
            LOG.atWarn()
                    .addKeyValue("seconds", step.toSeconds())
                    .log(
                            "the machine's clock was set; the times of sessions keep to the clock"
                                    + " as it was at the start, until the next one");
        }
    }

    private void sweep(Instant listeningSince) {
        try {
            tellStep();
            Instant now = clock.instant();
            if (askOthers(registry.silent(now, listeningSince))) {
                registry.sweep(now, listeningSince);
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the sweep for silent sessions failed");
        }
    }

    /**
     * A session that is silent here may be reported to another node: its row tells.
     *
     * @return false when that cannot be known now
     */
    private boolean askOthers(List<UUID> silent) {
        if (silent.isEmpty() || nodes.isAlone()) {
            return true;
        }
        try {
            news.take(lookups.byIds(silent));
            return true;
        } catch (RuntimeException e) {
            if (StoreFaults.isAway(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Now and then. */
    void readNews() {
        try {
            news.upkeep();
            readWhatWasSpooled();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                LOG.atError().setCause(e).log("the sessions of other nodes could not be read");
            }
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = sweeper;
        sweeper = null;
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return sweeper != null;
    }

    @Override
    public int getPhase() {
        return ChangeFeed.PHASE + 100;
    }
}
