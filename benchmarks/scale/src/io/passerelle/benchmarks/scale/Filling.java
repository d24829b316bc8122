package io.passerelle.benchmarks.scale;

import io.passerelle.store.embedded.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of a data folder whose Passerelle does not run, to put data into. */
public final class Filling implements AutoCloseable {

    private final PostgresServer server;
    private final Connection connection;
    private final Statement statement;

    private Filling(PostgresServer server) throws SQLException {
        this.server = server;
        this.connection =
                DriverManager.getConnection(server.url(), server.user(), server.password());
        this.statement = connection.createStatement();
    }

    /** Starts it; many rows are made with memory, and without waiting for the disk. */
    public static Filling of(Path folder) throws Exception {
        var filling = new Filling(PostgresServer.startIn(folder));
        filling.execute("set search_path = public, ext");
        filling.execute("set synchronous_commit = off");
        filling.execute("set work_mem = '256MB'");
        return filling;
    }

    PostgresServer server() {
        return server;
    }

    /** One statement, by itself. */
    public void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    /** All of a script's statements, which end with a line of two semicolons, or none. */
    public void run(String script) throws SQLException {
        connection.setAutoCommit(false);
        for (String sql : script.split(";;\\s*\n")) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** What a query of one truth says. */
    public boolean isTrue(String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Whether a query finds anything. */
    public boolean exists(String query) throws SQLException {
        return isTrue("select exists (" + query + ")");
    }

    @Override
    public void close() throws SQLException {
        try (server;
                connection) {
            statement.close();
        }
    }
}
