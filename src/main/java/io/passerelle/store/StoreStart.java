package io.passerelle.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at start for a server of one's own. A node that starts knows nothing yet, no SIM card and
 * no route, so there is nothing to serve without it; after a power cut the server may need longer
 * than we do.
 */
final class StoreStart {

    private static final Logger LOG = LoggerFactory.getLogger(StoreStart.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final ServerAddress server;
    private final StoreLimits limits;
    private final Duration within;

    StoreStart(ServerAddress server, StoreSettings settings) {
        this.server = server;
        this.limits = StoreLimits.watch(settings.patience());
        this.within = settings.startWithin();
    }

    /**
     * Returns once the server answers.
     *
     * @throws StoreMissing when it has not within the time or until the thread is interrupted, or
     *     when it refuses us for what the settings say
     */
    void await() {
        long end = System.nanoTime() + within.toNanos();
        var quiet = new LogLimit();
        while (true) {
            try (Connection ignored = new ServerConnections(server, limits).getConnection()) {
                return;
            } catch (SQLException e) {
                if (StoreFaults.isOfTheSettings(e)
                        || System.nanoTime() - end >= 0
                        || Thread.currentThread().isInterrupted()) {
                    throw new StoreMissing(server, StoreFaults.reason(e));
                }
                if (quiet.add(1) > 0) {
                    LOG.atWarn()
                            .addKeyValue("server", server)
                            .addKeyValue("reason", StoreFaults.reason(e))
                            .addKeyValue(
                                    "seconds",
                                    TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime()))
                            .log("the start waits for the database");
                }
                long pause = ThreadLocalRandom.current().nextLong(PAUSE_MILLIS / 2, PAUSE_MILLIS);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            }
        }
    }
}
