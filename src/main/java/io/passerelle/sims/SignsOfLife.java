package io.passerelle.sims;

import io.passerelle.sims.store.SimJobStore;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Says by a clock that this node still reads the files of some jobs, however long the reading tells
 * nothing: another node ends those of which nobody says so.
 */
@Component
class SignsOfLife implements DisposableBean {

    /** A small part of {@link JobTurns#SILENCE}. */
    static final Duration EVERY = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(SignsOfLife.class);

    private final SimJobStore store;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sim-imports").factory());

    SignsOfLife(SimJobStore store) {
        this.store = store;
        long every = EVERY.toMillis();
        clock.scheduleWithFixedDelay(this::say, every, every, TimeUnit.MILLISECONDS);
    }

    private void say() {
        try {
            if (!running.isEmpty()) {
                store.alive(running);
            }
        } catch (RuntimeException e) {
            // the next one will do: nobody looks while the database is away either
            LOG.atDebug().setCause(e).log("no sign of life of an import");
        }
    }

    /** From now on it is said of that job. */
    void begin(UUID job) {
        running.add(job);
    }

    /** It is no longer said of that job. */
    void end(UUID job) {
        running.remove(job);
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}
