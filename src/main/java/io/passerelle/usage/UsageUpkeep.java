package io.passerelle.usage;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.sessions.Sessions;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.StoreFaults;
import io.passerelle.usage.store.InvoiceStore;
import io.passerelle.usage.store.UsageRollup;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Adds up what groups and organisations carried every few seconds, adds up months that have ended,
 * makes those to come, and drops what is older than {@link UsageSettings} keep. What fails, because
 * the database is away or somebody reads what should go, is tried again the next time: nothing is
 * lost by it.
 */
@Component
final class UsageUpkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(UsageUpkeep.class);
    private static final long EVERY_SECONDS = 5;
    private static final long HOURLY_MINUTES = 60;
    private static final long FIRST_MINUTES = 6;

    /** When hardly anything is told any more of a month that has ended. */
    private static final int DAYS_LATE = 2;

    private static final int DAYS_BEFORE = 31;
    private static final int DAYS_AHEAD = 62;

    private final UsageRollup rollup;
    private final InvoiceStore invoices;
    private final UsageSettings settings;
    private final LiveTopics.Topic usage;
    private final LiveTopics.Topic sessions;
    private long seen;
    private volatile List<ScheduledExecutorService> workers = List.of();

    UsageUpkeep(
            UsageRollup rollup, InvoiceStore invoices, UsageSettings settings, LiveTopics topics) {
        this.rollup = rollup;
        this.invoices = invoices;
        this.settings = settings;
        this.usage = topics.topic(Consumption.TOPIC);
        this.sessions = topics.topic(Sessions.TOPIC);
    }

    /** What takes long once an hour does not hold up what is due every few seconds. */
    @Override
    public void start() {
        ScheduledExecutorService adder = worker("usage");
        adder.scheduleWithFixedDelay(
                () -> attempt(this::addUp), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        ScheduledExecutorService keeper = worker("usage-months");
        keeper.execute(() -> attempt(() -> makeParts(today())));
        keeper.scheduleWithFixedDelay(
                () -> keep(today()), FIRST_MINUTES, HOURLY_MINUTES, TimeUnit.MINUTES);
        workers = List.of(adder, keeper);
    }

    private static ScheduledExecutorService worker(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** Another node may be the one that adds up: what sessions did is news all the same. */
    void addUp() {
        long version = sessions.version();
        int rows = rollup.addUp();
        if (rows > 0 || version != seen) {
            seen = version;
            usage.changed();
        }
    }

    /** Does what is to be done once an hour: what fails keeps nothing else from being done. */
    void keep(LocalDate today) {
        attempt(() -> makeParts(today));
        attempt(() -> addUpMonths(today.minusDays(DAYS_LATE)));
        if (settings.hourMonths() > 0) {
            LocalDate first = today.withDayOfMonth(1).minusMonths(settings.hourMonths() - 1L);
            attempt(() -> tell("months of hours dropped", rollup.dropHours(first)));
        }
        if (settings.monthYears() > 0) {
            LocalDate first = today.withDayOfMonth(1).minusYears(settings.monthYears());
            attempt(() -> tell("months dropped", rollup.dropMonths(first)));
            attempt(() -> tell("invoice records dropped", invoices.dropBefore(first)));
        }
    }

    private void addUpMonths(LocalDate endedBefore) {
        int steps = 0;
        while (isRunning() && rollup.addUpMonths(endedBefore)) {
            steps++;
        }
        tell("steps of months added up", steps);
    }

    private void makeParts(LocalDate today) {
        int made = rollup.makeParts(today.minusDays(DAYS_BEFORE), today.plusDays(DAYS_AHEAD));
        tell("parts made", made);
    }

    private static void tell(String what, int count) {
        if (count > 0) {
            LOG.atInfo().addKeyValue("table", "usage").addKeyValue("count", count).log(what);
        }
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("upkeep of consumption failed");
            }
        }
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @Override
    public void stop() {
        List<ScheduledExecutorService> running = workers;
        workers = List.of();
        running.forEach(ScheduledExecutorService::shutdownNow);
    }

    @Override
    public boolean isRunning() {
        return !workers.isEmpty();
    }

    @Override
    public int getPhase() {
        return ChangeFeed.PHASE + 50;
    }
}
