package io.passerelle.store;

import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * How long things may take between us and the database: on our side of the connection, and on the
 * server's, which must let go of locks even when we have been cut off.
 *
 * @param login until a connection stands, the server's greeting included
 * @param socket until the server says something at all
 * @param statement until the server gives up a statement; below {@code socket}, so that it ends in
 *     order
 * @param lock until a statement gives up waiting for somebody else's lock
 * @param idle until the server gives up a transaction in which nothing happens
 */
record StoreLimits(
        Duration login, Duration socket, Duration statement, Duration lock, Duration idle) {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** What people and programs do: an import of a million cards may take its time. */
    static StoreLimits ordinary(Duration patience) {
        return new StoreLimits(
                patience,
                Duration.ofMinutes(5),
                Duration.ofSeconds(290),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10));
    }

    /** Journals and snapshots: a batch takes milliseconds. */
    static StoreLimits keepers(Duration patience) {
        return new StoreLimits(
                patience,
                Duration.ofSeconds(30),
                Duration.ofSeconds(25),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    /** Who asks every second whether the database is there. */
    static StoreLimits watch(Duration patience) {
        return new StoreLimits(patience, patience, patience, patience, Duration.ofMinutes(1));
    }

    /** For the driver; it counts whole seconds. */
    Properties properties(ServerAddress server) {
        var properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("ApplicationName", "passerelle");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", seconds(CONNECT));
        properties.setProperty("loginTimeout", seconds(login));
        properties.setProperty("socketTimeout", seconds(socket));
        return properties;
    }

    /** What is set on the server for a connection. */
    String settings() {
        return String.join(
                ";",
                List.of(
                        "set search_path to public, ext",
                        // A plan for any value reads millions of rows for a value that is rare:
                        // such a list took more than 10 s from its sixth time on. And it takes an
                        // array to have ten elements: a journal's batch of 2,000 was joined with
                        // itself row by row, four million times, from its sixth time on.
                        "set plan_cache_mode to force_custom_plan",
                        "set statement_timeout to " + statement.toMillis(),
                        "set lock_timeout to " + lock.toMillis(),
                        "set idle_in_transaction_session_timeout to " + idle.toMillis(),
                        // a server whose client was cut off without a word notices as soon
                        "set tcp_user_timeout to " + idle.toMillis(),
                        "set tcp_keepalives_idle to 10",
                        "set tcp_keepalives_interval to 5",
                        "set client_connection_check_interval to 5000"));
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
