package io.passerelle.alerts;

import io.passerelle.alerts.store.AlertStore;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has rules looked at: each once a minute, new and changed ones within seconds, by whichever node
 * comes to it first.
 */
@Component
class AlertWatch implements SmartLifecycle {

    /** How often each rule is looked at. */
    static final Duration EVERY = Duration.ofSeconds(60);

    /** How long alerts are kept. */
    static final Duration KEPT = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    private static final long LOOK_SECONDS = 2;

    private final AlertEvaluation evaluation;
    private final AlertStore store;
    private volatile @Nullable ScheduledExecutorService worker;

    AlertWatch(AlertEvaluation evaluation, AlertStore store) {
        this.evaluation = evaluation;
        this.store = store;
    }

    @Override
    public void start() {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("alerts").factory());
        executor.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        executor.scheduleWithFixedDelay(this::remove, 9, 60, TimeUnit.MINUTES);
        worker = executor;
    }

    private void look() {
        try {
            Instant now = Instant.now();
            evaluation.look(now.minus(EVERY), now);
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e) && isRunning()) {
                LOG.atError().setCause(e).log("rules of alerts could not be looked at");
            }
        }
    }

    private void remove() {
        try {
            Instant before = Instant.now().minus(KEPT);
            while (store.deleteSome(before) > 0) {
                // as long as there are more
            }
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                LOG.atWarn().setCause(e).log("old alerts could not be removed");
            }
        }
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
}
