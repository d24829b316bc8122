package io.passerelle.alerts;

import io.passerelle.alerts.store.AlertRuleStore;
import io.passerelle.alerts.store.AlertRuleStore.Due;
import io.passerelle.alerts.store.AlertStore;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has rules looked at, each in its {@link Rhythm}, new and changed ones within seconds, by
 * whichever node comes to it first. Rules whose last look took long have a lane of their own, and
 * so have the suspensions: neither waits for the other. The time is the database's: of two nodes
 * whose clocks are hours apart each would take for overdue what the other has planned.
 */
@Component
class AlertWatch implements SmartLifecycle {

    /** How long alerts are kept. */
    static final Duration KEPT = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    private static final long LOOK_SECONDS = 2;
    private static final long SUSPEND_SECONDS = 1;
    private static final long AGAIN_SECONDS = 60;
    private static final int QUICK_AT_ONCE = 2;
    private static final int SLOW_MILLIS = 500;
    private static final int DUE_AT_ONCE = 1_000;

    private final AlertRuleStore rules;
    private final AlertEvaluation evaluation;
    private final AlertSuspensions suspensions;
    private final AlertStore store;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Lanes lanes;

    AlertWatch(
            AlertRuleStore rules,
            AlertEvaluation evaluation,
            AlertSuspensions suspensions,
            AlertStore store) {
        this.rules = rules;
        this.evaluation = evaluation;
        this.suspensions = suspensions;
        this.store = store;
    }

    private record Lanes(
            ScheduledExecutorService clock,
            ScheduledExecutorService suspending,
            ExecutorService quick,
            ExecutorService slow) {

        static Lanes open() {
            return new Lanes(
                    Executors.newSingleThreadScheduledExecutor(thread("alerts")),
                    Executors.newSingleThreadScheduledExecutor(thread("alert-suspensions")),
                    Executors.newFixedThreadPool(QUICK_AT_ONCE, thread("alerts-quick")),
                    Executors.newSingleThreadExecutor(thread("alerts-slow")));
        }

        private static ThreadFactory thread(String name) {
            return Thread.ofPlatform().daemon().name(name).factory();
        }

        void close() {
            clock.shutdownNow();
            suspending.shutdownNow();
            quick.shutdownNow();
            slow.shutdownNow();
        }
    }

    @Override
    public void start() {
        Lanes opened = Lanes.open();
        lanes = opened;
        opened.clock.scheduleWithFixedDelay(
                () -> attempt("rules of alerts could not be read", () -> handOut(opened)),
                LOOK_SECONDS,
                LOOK_SECONDS,
                TimeUnit.SECONDS);
        opened.suspending.scheduleWithFixedDelay(
                () ->
                        attempt(
                                "suspensions could not be asked for",
                                () -> suspensions.ask(rules.now())),
                SUSPEND_SECONDS,
                SUSPEND_SECONDS,
                TimeUnit.SECONDS);
        opened.suspending.scheduleWithFixedDelay(
                () ->
                        attempt(
                                "refused suspensions could not be asked for again",
                                () -> suspensions.askAgain(rules.now())),
                AGAIN_SECONDS,
                AGAIN_SECONDS,
                TimeUnit.SECONDS);
        opened.clock.scheduleWithFixedDelay(
                () -> attempt("old alerts could not be removed", this::remove),
                9,
                60,
                TimeUnit.MINUTES);
    }

    private void handOut(Lanes to) {
        for (Due due : rules.due(rules.now(), DUE_AT_ONCE)) {
            if (underWay.add(due.id())) {
                (due.tookMillis() > SLOW_MILLIS ? to.slow : to.quick).execute(() -> look(due.id()));
            }
        }
    }

    private void look(UUID rule) {
        try {
            attempt(
                    "a rule of alerts could not be looked at",
                    () -> evaluation.look(rule, rules.now()));
        } finally {
            underWay.remove(rule);
        }
    }

    private void attempt(String complaint, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e) && isRunning()) {
                LOG.atError().setCause(e).log(complaint);
            }
        }
    }

    private void remove() {
        Instant before = rules.now().minus(KEPT);
        while (store.deleteSome(before) > 0) {
            // as long as there are more
        }
    }

    @Override
    public void stop() {
        Lanes opened = lanes;
        lanes = null;
        if (opened != null) {
            opened.close();
        }
        underWay.clear();
    }

    @Override
    public boolean isRunning() {
        return lanes != null;
    }
}
