package io.passerelle.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections as the driver makes them, under their limits. All of them can be broken off at once,
 * so that nobody waits for a server that went silent.
 */
final class ServerConnections extends AbstractDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(ServerConnections.class);

    private final ServerAddress server;
    private final StoreLimits limits;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    ServerConnections(ServerAddress server, StoreLimits limits) {
        this.server = server;
        this.limits = limits;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection =
                DriverManager.getConnection(server.url(), limits.properties(server));
        try (Statement statement = connection.createStatement()) {
            statement.execute(limits.settings());
            statement.execute("set passerelle.node to '" + server.node().id() + "'");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        forgetClosed();
        open.add(connection);
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** Pools set it and want no answer; the limits have it. */
    @Override
    public void setLoginTimeout(int seconds) {
        // see StoreLimits
    }

    /** Whoever waits for an answer gets SQLSTATE 08006 instead. */
    void abortAll() {
        for (Connection connection : open) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("a connection could not be broken off", e);
            }
        }
        forgetClosed();
    }

    private void forgetClosed() {
        open.removeIf(connection -> {
            try {
                return connection.isClosed();
            } catch (SQLException e) {
                return true;
            }
        });
    }
}
