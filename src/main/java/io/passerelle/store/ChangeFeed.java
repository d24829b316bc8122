package io.passerelle.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells a node's snapshots that a committed change, of whatever node or program, made them old
 * (ARCHITECTURE section 1).
 *
 * <p>The tables announce themselves by trigger on the channel {@code passerelle}. A snapshot
 * registers while the application is built; its first load happens before any listener opens. After
 * a loss of the connection everything is loaded again, because announcements are not kept for who
 * is away.
 */
@Component
public final class ChangeFeed implements SmartLifecycle {

    /** Before everything that serves anybody. */
    public static final int PHASE = -1000;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int WAIT_MILLIS = 1_000;
    private static final long LOOK_NANOS = 200_000;

    /** When the database is back everything is old at once: it is not asked for all at once. */
    private static final int READ_AT_ONCE = 3;

    /** No table's name starts like this. */
    private static final String MARK = "~";

    private final DataSource source;
    private final StoreState state;
    private final List<Reload> reloads = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<Void>> marks = new ConcurrentHashMap<>();
    private final ExecutorService workers =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("reload-", 0).factory());
    private volatile boolean running;
    private final Semaphore atOnce = new Semaphore(READ_AT_ONCE);
    private final LogLimit quiet = new LogLimit();
    private @Nullable Announcements listener;

    ChangeFeed(DataSource source, StoreState state) {
        this.source = source;
        this.state = state;
    }

    /**
     * Has something loaded once at start and again after each change of a table.
     *
     * @param table the table's name
     * @param reload reads what changed; never runs beside itself; may throw while the database is
     *     away, and is then called again when it is back
     */
    public void on(String table, Runnable reload) {
        on(Set.of(table), reload);
    }

    /**
     * The same for what is read from several tables. Registered for each by itself, it would run
     * beside itself, and the older of two readings could be the one that is kept.
     */
    public void on(Set<String> tables, Runnable reload) {
        var registered = new Reload(tables, reload);
        reloads.add(registered);
        if (isRunning()) {
            registered.request();
        }
    }

    @Override
    public void start() {
        reloads.forEach(Reload::run);
        running = true;
        listener =
                new Announcements(
                        source, state, () -> reloads.forEach(Reload::request), this::announced);
        listener.start();
    }

    @Override
    public void stop() {
        running = false;
        if (listener != null) {
            listener.stop();
        }
        workers.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /**
     * Waits until every snapshot of this node has what the caller committed before: who made
     * something and asks for it in the next breath must find it. Announcements arrive in the order
     * of commits, so one of our own behind the others tells that those are here.
     *
     * @param patience how long at the most
     * @return false when it took longer, or the database is away
     */
    public boolean catchUp(Duration patience) {
        String mark = MARK + UUID.randomUUID();
        var arrived = new CompletableFuture<Void>();
        marks.put(mark, arrived);
        try (Connection connection = source.getConnection();
                PreparedStatement notify =
                        connection.prepareStatement("select pg_notify('passerelle', ?)")) {
            notify.setString(1, mark);
            notify.execute();
            arrived.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (SQLException | ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            marks.remove(mark);
        }
    }

    private void arrived(String mark) {
        CompletableFuture<Void> waiting = marks.get(mark);
        if (waiting != null) {
            workers.execute(() -> {
                reloads.forEach(Reload::awaitDone);
                waiting.complete(null);
            });
        }
    }

    private void announced(String what) {
        if (what.startsWith(MARK)) {
            arrived(what);
        } else {
            reloads.stream().filter(r -> r.tables.contains(what)).forEach(Reload::request);
        }
    }

    /** While the database is away there is nothing to read, and no use in asking. */
    private void pause() {
        try {
            do {
                Thread.sleep(ThreadLocalRandom.current().nextLong(WAIT_MILLIS / 2, WAIT_MILLIS));
            } while (state.isAway() && isRunning());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One registration: requests that come while it runs are folded into one more run. */
    private final class Reload {

        private final Set<String> tables;
        private final Runnable action;
        private final AtomicBoolean wanted = new AtomicBoolean();

        Reload(Set<String> tables, Runnable action) {
            this.tables = tables;
            this.action = action;
        }

        void request() {
            if (!wanted.getAndSet(true) && !workers.isShutdown()) {
                workers.execute(this::runLogged);
            }
        }

        private void runLogged() {
            try {
                run();
            } catch (RuntimeException e) {
                if (!isRunning()) {
                    return;
                }
                complain(e);
                pause();
                workers.execute(this::runLogged);
            }
        }

        private void complain(RuntimeException why) {
            if (!StoreFaults.isAway(why)) {
                LOG.atWarn()
                        .addKeyValue("tables", tables)
                        .setCause(why)
                        .log("a snapshot could not be read");
            } else if (quiet.add(1) > 0) {
                LOG.atWarn()
                        .addKeyValue("tables", tables)
                        .addKeyValue("reason", StoreFaults.reason(why))
                        .log("a snapshot waits for the database");
            }
        }

        /** Waits for the runs that were asked for until now. */
        void awaitDone() {
            while (wanted.get() && isRunning()) {
                LockSupport.parkNanos(LOOK_NANOS); // the worker has not come to it yet
            }
            awaitRun();
        }

        /** A run that is under way holds the lock. */
        private synchronized void awaitRun() {
            // nothing to do once it is had
        }

        private synchronized void run() {
            wanted.set(false); // before reading: what commits from here on asks for another run
            atOnce.acquireUninterruptibly();
            try {
                StoreSource.keeping(action::run);
            } catch (RuntimeException e) {
                wanted.set(true); // whoever waits for this run waits for the next attempt
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e); // a Runnable throws no such thing
            } finally {
                atOnce.release();
            }
        }
    }
}
