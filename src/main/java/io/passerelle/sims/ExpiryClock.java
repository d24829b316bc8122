package io.passerelle.sims;

import io.passerelle.store.StoreFaults;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks now and then for cards whose date has come; every node does, one finds each card. */
@Component
final class ExpiryClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryClock.class);
    private static final long FIRST_SECONDS = 5;
    private static final long EVERY_SECONDS = 30;

    private final SimExpiry expiry;
    private volatile @Nullable ScheduledExecutorService clock;

    ExpiryClock(SimExpiry expiry) {
        this.expiry = expiry;
    }

    @Override
    public void start() {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("sim-expiry").factory());
        clock = executor;
        executor.scheduleWithFixedDelay(this::look, FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            int due = expiry.carryOut();
            while (due > 0 && isRunning()) {
                LOG.atInfo().addKeyValue("cards", due).log("cards have expired");
                due = expiry.carryOut();
            }
            int near = expiry.warn();
            while (near > 0 && isRunning()) {
                LOG.atInfo().addKeyValue("cards", near).log("cards expire soon");
                near = expiry.warn();
            }
            while (isRunning() && expiry.tell()) {
                LOG.atDebug().log("an organisation is told of cards that expire soon");
            }
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e) && isRunning()) {
                LOG.atError().setCause(e).log("expiring cards could not be looked for");
            }
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = clock;
        clock = null;
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
