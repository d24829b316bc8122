package io.passerelle.benchmarks.radius;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Gives FreeRADIUS what Passerelle has: the same cards, in a file and in a database of its own on
 * the same PostgreSQL server, in the tables its package brings.
 */
final class Peer {

    private static final String DATABASE = "radius";
    private static final int BATCH = 5_000;

    /** Longer than attempts to sign on are gathered. */
    private static final long QUIET_NANOS = 700_000_000;

    /** More than upkeep writes in that time. */
    private static final long QUIET_BYTES = 32 * 1024;

    private final String server;
    private final String user;
    private final String password;

    /**
     * @param server {@code host:port}
     */
    Peer(String server, String user, String password) {
        this.server = server;
        this.user = user;
        this.password = password;
    }

    /** Creates database, tables and users. */
    void prepare(Path schema, Path users, List<Card> cards) throws IOException, SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(schema));
            connection.setAutoCommit(false);
            fill(connection, cards);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze");
        }
        writeUsers(users, cards);
    }

    /** Everything written so far is on disk, so that nobody pays for what others wrote. */
    void settle() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    /**
     * Waits until the database has everything a server still writes behind its answers.
     *
     * @return how many seconds that took
     */
    double awaitWritten() throws SQLException, InterruptedException {
        long start = System.nanoTime();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            long since = start;
            long before = walBytes(statement);
            while (System.nanoTime() - since < QUIET_NANOS) {
                Thread.sleep(50);
                long now = walBytes(statement);
                if (now - before > QUIET_BYTES) {
                    before = now;
                    since = System.nanoTime();
                }
            }
            return (since - start) / 1e9;
        }
    }

    private static long walBytes(Statement statement) throws SQLException {
        try (var rows =
                statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void fill(Connection connection, List<Card> cards) throws SQLException {
        String check =
                "insert into radcheck (username, attribute, op, value) values (?, 'Cleartext-Password', ':=', ?)";
        String reply =
                "insert into radreply (username, attribute, op, value) values (?, 'Framed-IP-Address', ':=', ?)";
        try (PreparedStatement checks = connection.prepareStatement(check);
                PreparedStatement replies = connection.prepareStatement(reply)) {
            for (Card card : cards) {
                checks.setString(1, card.userName());
                checks.setString(2, card.password());
                checks.addBatch();
                replies.setString(1, card.userName());
                replies.setString(2, card.address().getHostAddress());
                replies.addBatch();
                if (card.number() % BATCH == BATCH - 1) {
                    checks.executeBatch();
                    replies.executeBatch();
                }
            }
            checks.executeBatch();
            replies.executeBatch();
        }
    }

    private static void writeUsers(Path file, List<Card> cards) throws IOException {
        var text = new StringBuilder();
        for (Card card : cards) {
            text.append(
                            "%s Cleartext-Password := \"%s\"\n"
                                    .formatted(card.userName(), card.password()))
                    .append(
                            "\tFramed-IP-Address := %s,\n"
                                    .formatted(card.address().getHostAddress()))
                    .append("\tService-Type := Framed-User,\n")
                    .append("\tFramed-Protocol := GPRS-PDP-Context,\n")
                    .append("\tAcct-Interim-Interval := 600\n\n");
        }
        Files.writeString(file, text);
    }

    /** How many accounting rows FreeRADIUS keeps. */
    long rows() throws SQLException {
        return count(DATABASE, "radacct");
    }

    /** How many sessions Passerelle keeps. */
    long sessions() throws SQLException {
        return count("postgres", "session");
    }

    /** How many attempts to sign on Passerelle recorded, once no more come. */
    long attempts() throws SQLException, InterruptedException {
        long before = -1;
        long now = count("postgres", "authentication");
        while (now > before) {
            Thread.sleep(1_000);
            before = now;
            now = count("postgres", "authentication");
        }
        return now;
    }

    private long count(String database, String table) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Version and the settings that decide what durable means. */
    String settings() throws SQLException {
        var words = new StringBuilder("PostgreSQL");
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String name :
                    List.of("server_version", "fsync", "synchronous_commit", "shared_buffers")) {
                try (var rows = statement.executeQuery("show " + name)) {
                    rows.next();
                    words.append(' ').append(name).append('=').append(rows.getString(1));
                }
            }
        }
        return words.toString();
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server + "/" + database, user, password);
    }

    /** The address of the server that runs below a Passerelle's data folder. */
    static String serverOf(Path data) throws IOException {
        Path file = data.resolve("postgres/postmaster.pid");
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return "127.0.0.1:" + lines.lines().skip(3).findFirst().orElseThrow().strip();
        }
    }
}
