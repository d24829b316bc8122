package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A million rows are read at a start; here 40,000 that take 26 MB. */
class LargeTableTest {

    private static final int ROWS = 40_000;
    private static final String NOTHING = "set local statement_timeout = '1min'";

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.fresh();
        database.dsl()
                .execute(
                        "create table wide as select n, repeat('x', 600) as words"
                                + " from generate_series(1, "
                                + ROWS
                                + ") n");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void everyRow_isReadOnceAndAsOfOneMoment() {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger rows = new AtomicInteger();
        AtomicInteger parts = new AtomicInteger();
        read(() -> {
            parts.incrementAndGet();
            return row -> {
                seen.add(row.int4());
                rows.incrementAndGet();
            };
        });
        assertThat(rows).hasValue(ROWS);
        assertThat(seen).hasSize(ROWS);
        if (Runtime.getRuntime().availableProcessors() > 1) {
            assertThat(parts.get()).isGreaterThan(1);
        }
    }

    @Test
    void mistakeOfOneReader_isToldToWhoAsked() {
        AtomicInteger made = new AtomicInteger();
        assertThatThrownBy(() ->
                        read(() -> {
                            boolean fails = made.getAndIncrement() == 0;
                            return row -> {
                                if (fails) {
                                    throw new IllegalStateException("not this one");
                                }
                            };
                        }))
                .hasMessage("not this one");
    }

    @Test
    void firstPart_waitsForTheOthers_longerThanATransactionMayBeIdle() {
        Thread asking = Thread.currentThread();
        AtomicInteger rows = new AtomicInteger();
        AtomicBoolean slept = new AtomicBoolean();
        read(
                "set local idle_in_transaction_session_timeout = '200ms'",
                () -> {
                    boolean first = Thread.currentThread() == asking;
                    return row -> {
                        rows.incrementAndGet();
                        if (!first && !slept.getAndSet(true)) {
                            pause();
                        }
                    };
                });
        assertThat(rows).hasValue(ROWS);
    }

    /** Longer than the first part may be idle; by a connection that nobody reads over. */
    private static void pause() {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(0.6)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(Supplier<LargeTable.PartReader> readers) {
        read(NOTHING, readers);
    }

    /** What others do between the moment and the reading is not seen. */
    private static void read(String before, Supplier<LargeTable.PartReader> readers) {
        DSLContext dsl = database.dsl();
        List<Field<?>> fields = List.of(DSL.field("n", Integer.class));
        dsl.transaction(transaction -> {
            DSLContext tx = transaction.dsl();
            tx.execute("set transaction isolation level repeatable read read only");
            tx.fetch("select 1");
            String others = "update wide set words = 'y' where n % 100 = 0";
            CompletableFuture.runAsync(() -> dsl.execute(others)).join(); // another transaction
            tx.execute(before);
            LargeTable.read(dsl, tx, DSL.table(DSL.name("wide")), fields, NOTHING, readers);
        });
    }
}
