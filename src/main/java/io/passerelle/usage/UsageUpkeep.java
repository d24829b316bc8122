package io.passerelle.usage;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.sessions.Sessions;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.StoreFaults;
import io.passerelle.usage.store.UsageRollup;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Adds up what groups and organisations carried every few seconds, makes the months to come, and
 * drops what is older than {@link UsageSettings} keep. What fails, because the database is away or
 * somebody reads what should go, is tried again the next time: nothing is lost by it.
 */
@Component
final class UsageUpkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(UsageUpkeep.class);
    private static final long EVERY_SECONDS = 5;
    private static final long HOURLY_MINUTES = 60;
    private static final long FIRST_MINUTES = 6;
    private static final int DAYS_BEFORE = 31;
    private static final int DAYS_AHEAD = 62;

    private final UsageRollup rollup;
    private final UsageSettings settings;
    private final LiveTopics.Topic usage;
    private final LiveTopics.Topic sessions;
    private long seen;
    private volatile @Nullable ScheduledExecutorService worker;

    UsageUpkeep(UsageRollup rollup, UsageSettings settings, LiveTopics topics) {
        this.rollup = rollup;
        this.settings = settings;
        this.usage = topics.topic(Consumption.TOPIC);
        this.sessions = topics.topic(Sessions.TOPIC);
    }

    @Override
    public void start() {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("usage").factory());
        executor.execute(() -> attempt(() -> makeParts(today())));
        executor.scheduleWithFixedDelay(
                () -> attempt(this::addUp), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        executor.scheduleWithFixedDelay(
                () -> attempt(() -> keep(today())),
                FIRST_MINUTES,
                HOURLY_MINUTES,
                TimeUnit.MINUTES);
        worker = executor;
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

    /** Does what is to be done once an hour. */
    void keep(LocalDate today) {
        makeParts(today);
        if (settings.hourMonths() > 0) {
            LocalDate first = today.withDayOfMonth(1).minusMonths(settings.hourMonths() - 1L);
            tell("months of hours dropped", rollup.dropHours(first));
        }
        if (settings.monthYears() > 0) {
            LocalDate first = today.withDayOfMonth(1).minusYears(settings.monthYears());
            tell("months dropped", rollup.dropMonths(first));
        }
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
        ScheduledExecutorService executor = worker;
        worker = null;
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    @Override
    public int getPhase() {
        return ChangeFeed.PHASE + 50;
    }
}
