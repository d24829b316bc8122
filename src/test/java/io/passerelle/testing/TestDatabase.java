package io.passerelle.testing;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.passerelle.store.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.boot.jooq.autoconfigure.ExceptionTranslatorExecuteListener;
import org.springframework.boot.jooq.autoconfigure.SpringTransactionProvider;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * A real PostgreSQL for tests: one server for the whole run, one database of its own, with every
 * migration, for each caller. A copy of a migrated template takes about 50 ms.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final HikariDataSource source;
    private final DSLContext dsl;

    private TestDatabase(HikariDataSource source) {
        this.source = source;
        this.dsl = DSL.using(configuration(source));
    }

    /** As Spring Boot configures it: Spring's transactions, Spring's exceptions. */
    private static DefaultConfiguration configuration(HikariDataSource source) {
        var configuration = new DefaultConfiguration();
        configuration.set(SQLDialect.POSTGRES);
        configuration.set(
                new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(source)));
        configuration.set(new SpringTransactionProvider(new DataSourceTransactionManager(source)));
        configuration.set(ExceptionTranslatorExecuteListener.DEFAULT);
        return configuration;
    }

    /** A fresh database with every table and no row. */
    public static TestDatabase fresh() {
        return new TestDatabase(pool(Server.INSTANCE.copy()));
    }

    /** The same database with another pool, as another node has it. */
    public TestDatabase again() {
        return new TestDatabase(pool(source.getJdbcUrl()));
    }

    /** Its pool. */
    public HikariDataSource source() {
        return source;
    }

    /** Queries on it; within Spring's transactions where there is one. */
    public DSLContext dsl() {
        return dsl;
    }

    /** Spring transactions on it. */
    public DataSourceTransactionManager transactions() {
        return new DataSourceTransactionManager(source);
    }

    /** Returns once somebody in it waits for what somebody else holds. */
    public void eventuallyWaits() {
        eventually(() ->
                assertThat(
                                dsl.resultQuery(
                                                "select count(*) from pg_stat_activity where"
                                                        + " datname = current_database() and"
                                                        + " wait_event_type = 'Lock'")
                                        .fetchSingle(0, Long.class))
                        .isPositive());
    }

    /**
     * The JDBC address of a fresh database, its user and password: for whoever starts a whole
     * application on it.
     */
    public static Address freshAddress() {
        return new Address(
                Server.INSTANCE.copy(),
                Server.INSTANCE.server.user(),
                Server.INSTANCE.server.password());
    }

    /** Where a database is. */
    public record Address(String url, String user, String password) {

        /** The settings that lead Passerelle to it. */
        public List<String> settings() {
            return List.of(
                    "--passerelle.store.url=" + url,
                    "--passerelle.store.user=" + user,
                    "--passerelle.store.password=" + password);
        }
    }

    @Override
    public void close() {
        source.close();
    }

    private static HikariDataSource pool(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(Server.INSTANCE.server.user());
        pool.setPassword(Server.INSTANCE.server.password());
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(1); // most tests need two or three, and each takes its time
        pool.setConnectionInitSql("set search_path to public, ext");
        return pool;
    }

    /**
     * Started by the first test that needs it; stopped, and its folder removed, when the tests'
     * process ends.
     */
    private enum Server {
        INSTANCE;

        private final PostgresServer server;

        Server() {
            try {
                Path home = Files.createTempDirectory(Path.of("/var/tmp"), "passerelle-test");
                server = KeptServer.startIn(home, Server::prepare);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(server, home)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * No waiting for the disk: these databases need not outlive the machine, and a killed
         * server loses nothing by it. Stories that are about durability have a server of their own.
         */
        private static void prepare(PostgresServer server) {
            execute(server, "alter system set fsync = off");
            execute(server, "alter system set full_page_writes = off");
            // it would go round hundreds of databases that nobody uses any more
            execute(server, "alter system set autovacuum = off");
            execute(server, "create database template");
            Flyway.configure()
                    .dataSource(url(server, "template"), server.user(), server.password())
                    .load()
                    .migrate();
        }

        private synchronized String copy() {
            String name = "test" + NUMBER.incrementAndGet();
            execute(server, "create database " + name + " template template");
            return url(server, name);
        }

        private static String url(PostgresServer server, String database) {
            return server.url().replaceFirst("/postgres$", "/" + database);
        }

        private static void execute(PostgresServer server, String sql) {
            try (Connection connection =
                            DriverManager.getConnection(
                                    server.url(), server.user(), server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /**
         * Killed, for nobody needs its data; and not waited for: hundreds of databases are hundreds
         * of thousands of files, and Maven kills a process that takes 30 s to end.
         */
        private static void drop(PostgresServer server, Path home) {
            try {
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "kill -QUIT $0; while kill -0 $0; do sleep 0.05; done; rm -rf $1",
                                Long.toString(server.pid()),
                                home.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                System.getLogger("test").log(System.Logger.Level.WARNING, "left behind: " + home);
            }
        }
    }
}
