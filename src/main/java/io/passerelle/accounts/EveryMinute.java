package io.passerelle.accounts;

import io.passerelle.store.StoreFaults;
import io.passerelle.store.StoreState;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was counted in memory once a minute, and once more at the stop. What could not be
 * written stays with whoever counts, for the next time; a stop waits {@link #AT_STOP} for it at
 * most, and not at all while the database is known to be away.
 */
final class EveryMinute implements AutoCloseable {

    /** How long a stop may wait for the last of it. */
    static final Duration AT_STOP = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(EveryMinute.class);
    private static final long EVERY_SECONDS = 60;

    private final String name;
    private final StoreState state;
    private final Runnable last;
    private final ScheduledExecutorService executor;

    /**
     * Starts.
     *
     * @param name of the thread
     * @param write each minute
     * @param last at the stop
     */
    EveryMinute(String name, StoreState state, Runnable write, Runnable last) {
        this.name = name;
        this.state = state;
        this.last = last;
        this.executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
        executor.scheduleWithFixedDelay(
                () -> logged(write), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void logged(Runnable write) {
        if (state.isAway()) {
            return; // nobody waits for it
        }
        try {
            write.run();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                LOG.atError().setCause(e).log("{} could not be written down", name);
            }
        }
    }

    @Override
    public void close() {
        if (!state.isAway()) {
            executor.execute(() -> logged(last));
        }
        executor.shutdown();
        try {
            if (!executor.awaitTermination(AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
