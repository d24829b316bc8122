package io.passerelle.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The way to the database. People and programs share one pool, and what must not wait for them, the
 * journals and the snapshots, has another; what says that this node lives has one connection of its
 * own. While the database is away people and programs are told so at once, and those who wait for
 * an answer are let go: a caller that waits costs a connection, and its page seconds.
 */
final class StoreSource extends AbstractDataSource implements AutoCloseable {

    private static final ScopedValue<Way> WAY = ScopedValue.newInstance();

    /**
     * What a start may use at once for longer than {@link #POOL_PATIENCE}: three for the SIM cards,
     * one for sessions, one for the other snapshots, and four journals that write what was spooled.
     * None may be left waiting, for that would end the start.
     */
    private static final int KEEPERS = 9;

    private static final Duration POOL_PATIENCE = Duration.ofSeconds(3);
    private static final Duration VALIDATION = Duration.ofSeconds(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private enum Way {
        KEEPING,
        BEATING
    }

    private final StoreState state;
    private final ServerConnections ordinary;
    private final ServerConnections keepers;
    private final ServerConnections heart;
    private final ServerConnections direct;
    private final HikariDataSource ordinaryPool;
    private final HikariDataSource keeperPool;
    private final HikariDataSource heartPool;

    StoreSource(ServerAddress server, StoreSettings settings, StoreState state) {
        this.state = state;
        this.ordinary = new ServerConnections(server, StoreLimits.ordinary(settings.patience()));
        this.keepers = new ServerConnections(server, StoreLimits.keepers(settings.patience()));
        this.heart = new ServerConnections(server, StoreLimits.watch(settings.patience()));
        this.direct = new ServerConnections(server, StoreLimits.watch(settings.patience()));
        this.ordinaryPool = pool("store", ordinary, settings.connections());
        this.keeperPool = pool("store-journals", keepers, KEEPERS);
        this.heartPool = pool("store-heart", heart, 1);
        state.onChange(this::changed);
    }

    private static HikariDataSource pool(String name, DataSource connections, int size) {
        var pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setDataSource(connections);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(Math.min(size, 2));
        pool.setConnectionTimeout(POOL_PATIENCE.toMillis());
        pool.setValidationTimeout(VALIDATION.toMillis());
        pool.setKeepaliveTime(KEEP_ALIVE.toMillis());
        pool.setInitializationFailTimeout(-1); // StoreStart waits for the server, in words
        return pool;
    }

    /** Something that uses the database. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Does something with the connections that are kept for what must not wait for anybody. */
    static void keeping(Work work) throws Exception {
        along(Way.KEEPING, work);
    }

    /** Does something with the connection that is kept for signs of life. */
    static void beating(Work work) throws Exception {
        along(Way.BEATING, work);
    }

    private static void along(Way way, Work work) throws Exception {
        ScopedValue.where(WAY, way)
                .call(() -> {
                    work.run();
                    return Boolean.TRUE;
                });
    }

    /** Connections of no pool, for whoever keeps one for good and notices when it dies. */
    static DataSource direct(DataSource source) {
        return source instanceof StoreSource pools ? pools.direct : source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (WAY.isBound()) {
            return connection(WAY.get() == Way.KEEPING ? keeperPool : heartPool);
        }
        if (state.isAway()) {
            throw new SQLTransientConnectionException("the database is away", "08006");
        }
        return connection(ordinaryPool);
    }

    /**
     * A pool chains what it met to what it throws, once as the cause and once as the next one, and
     * Spring's listener of jOOQ logs whatever has a next one with its stack trace (ERROR), before
     * anybody can judge it. The cause says the same.
     */
    private static Connection connection(HikariDataSource pool) throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            throw new SQLTransientConnectionException(
                    e.getMessage(), e.getSQLState(), e.getErrorCode(), e.getCause());
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** Connections to a server that went away or turned into a standby are of no use later. */
    private void changed() {
        if (state.isAway()) {
            Thread.ofVirtual()
                    .name("store-abort")
                    .start(() -> {
                        ordinary.abortAll();
                        keepers.abortAll();
                        heart.abortAll();
                    });
        } else {
            evict(ordinaryPool);
            evict(keeperPool);
            evict(heartPool);
        }
    }

    private static void evict(HikariDataSource pool) {
        if (pool.getHikariPoolMXBean() != null) { // null until its first connection
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : ordinaryPool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || ordinaryPool.isWrapperFor(type);
    }

    @Override
    public void close() {
        ordinaryPool.close();
        keeperPool.close();
        heartPool.close();
    }
}
