package io.passerelle.store;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection a node keeps to hear what is announced. It is also the watch: every second it asks
 * the server for the simplest answer, because a server that hangs, or whose packets no longer come
 * through, looks from here like one that has nothing to say.
 */
final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int WAIT_MILLIS = 500;
    private static final long ASK_NANOS = 1_000_000_000;
    private static final long PAUSE_MILLIS = 1_000;

    private final DataSource source;
    private final StoreState.Reporter reporter;
    private final Runnable connected;
    private final Consumer<String> announced;
    private volatile boolean running = true;
    private @Nullable Thread thread;

    /**
     * @param connected is called whenever announcements may have been missed
     * @param announced is called with each one
     */
    Announcements(
            DataSource source, StoreState state, Runnable connected, Consumer<String> announced) {
        this.source = StoreSource.direct(source);
        this.reporter = state.reporter("watch");
        this.connected = connected;
        this.announced = announced;
    }

    void start() {
        thread = Thread.ofVirtual().name("change-feed").start(this::listen);
    }

    void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void listen() {
        boolean stood = false;
        while (running) {
            try (Connection connection = source.getConnection()) {
                subscribe(connection);
                reporter.answered();
                stood = true;
                connected.run();
                follow(connection);
            } catch (SQLException e) {
                if (!running) {
                    return;
                }
                // One broken connection is no outage, unless the next cannot be had either.
                if (!stood || isSilence(e) || isStandby(e)) {
                    failed(e);
                    pause();
                }
                stood = false;
            } catch (RuntimeException e) { // whoever is told: the watch must go on
                LOG.atError().setCause(e).log("an announcement could not be followed");
                pause();
                stood = false;
            }
        }
    }

    private void failed(SQLException e) {
        reporter.failed(
                isStandby(e) ? StoreState.Kind.NOT_WRITING : StoreState.Kind.AWAY,
                StoreFaults.reason(e));
    }

    private static boolean isSilence(SQLException e) {
        return e.getCause() instanceof SocketTimeoutException || "57014".equals(e.getSQLState());
    }

    private static boolean isStandby(SQLException e) {
        return "25006".equals(e.getSQLState());
    }

    private static void subscribe(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        ask(connection); // a standby lets nobody listen, and says so in other words
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen passerelle");
        }
    }

    private void follow(Connection connection) throws SQLException {
        PGConnection announcements = connection.unwrap(PGConnection.class);
        long asked = System.nanoTime();
        while (running) {
            PGNotification[] notifications = announcements.getNotifications(WAIT_MILLIS);
            if (notifications != null) {
                for (PGNotification notification : notifications) {
                    announced.accept(notification.getParameter());
                }
            }
            if (System.nanoTime() - asked >= ASK_NANOS) {
                ask(connection);
                reporter.answered();
                asked = System.nanoTime();
            }
        }
    }

    /** Fails when no answer comes in time, or the server takes no writes. */
    private static void ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer =
                        statement.executeQuery(
                                "select current_setting('transaction_read_only')::bool")) {
            if (answer.next() && answer.getBoolean(1)) {
                throw new SQLException("the server takes no writes: it is a standby", "25006");
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS / 2, PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
