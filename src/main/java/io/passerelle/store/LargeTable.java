package io.passerelle.store;

import io.passerelle.foundation.ThreadRank;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Reads every row of a large table as of one moment, several parts of it at once, each over a
 * connection of its own: what a node that starts waits for takes as many processors as there are,
 * here and at the database.
 */
public final class LargeTable {

    /** Of the connections that are kept for journals and snapshots. */
    private static final int PARTS_AT_MOST = 3;

    /** Less is not worth another connection: 8 MiB. */
    private static final long PAGES_OF_A_PART = 1_024;

    private static final String ONE_MOMENT =
            "set transaction isolation level repeatable read read only";

    private LargeTable() {}

    /** What is done with the rows of one part. */
    @FunctionalInterface
    public interface PartReader extends BinaryReader.RowReader {

        /** All of the part's rows were read. */
        default void end() {}
    }

    /** About how many rows there are; 0 when nobody has counted them yet. */
    public static int about(DSLContext dsl, Table<?> table) {
        Float rows =
                dsl.fetchSingle(
                                "select reltuples from pg_class where oid = {0}::regclass",
                                DSL.inline(table.getName()))
                        .get(0, Float.class);
        return rows == null ? 0 : Math.max(0, rows.intValue());
    }

    /**
     * Reads the table.
     *
     * @param dsl of no transaction
     * @param tx a transaction that is repeatable read: its moment is the one
     * @param setting what is set for each statement, as SQL
     * @param readers makes a reader for each part: they run beside each other
     */
    public static void read(
            DSLContext dsl,
            DSLContext tx,
            Table<?> table,
            List<Field<?>> fields,
            String setting,
            Supplier<? extends PartReader> readers) {
        List<Condition> parts = parts(tx, table);
        List<CompletableFuture<Void>> others = new ArrayList<>();
        if (parts.size() > 1) {
            // it waits for the others when it is done first, and may do so for longer than one is
            // idle
            tx.execute("set local idle_in_transaction_session_timeout = 0");
            String moment = tx.fetchSingle("select pg_export_snapshot()").get(0, String.class);
            for (Condition part : parts.subList(1, parts.size())) {
                others.add(
                        beside(() ->
                                dsl.transaction(transaction -> {
                                    DSLContext own = transaction.dsl();
                                    own.execute(ONE_MOMENT);
                                    own.execute("set transaction snapshot '" + moment + "'");
                                    own.execute(setting);
                                    part(own, table, fields, part, readers.get());
                                })));
            }
        }
        tx.execute(setting);
        try {
            part(tx, table, fields, parts.getFirst(), readers.get());
        } finally {
            await(others);
        }
    }

    private static void part(
            DSLContext dsl,
            Table<?> table,
            List<Field<?>> fields,
            Condition part,
            PartReader reader) {
        BinaryReader.each(dsl, DSL.select(fields).from(table).where(part), reader);
        reader.end();
    }

    /** Neighbouring pages, as many in each part. */
    private static List<Condition> parts(DSLContext tx, Table<?> table) {
        long pages =
                tx.fetchSingle(
                                "select pg_relation_size({0}::regclass)"
                                        + " / current_setting('block_size')::int",
                                DSL.inline(table.getName()))
                        .get(0, Long.class);
        int wanted = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, PARTS_AT_MOST);
        int parts = Math.clamp(pages / PAGES_OF_A_PART, 1, wanted);
        List<Condition> conditions = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            Condition from = DSL.condition("ctid >= {0}::tid", page(pages * part / parts));
            Condition until = DSL.condition("ctid < {0}::tid", page(pages * (part + 1) / parts));
            conditions.add(part + 1 < parts ? from.and(until) : from);
        }
        return conditions;
    }

    private static Field<String> page(long page) {
        return DSL.inline("(" + page + ",0)");
    }

    private static CompletableFuture<Void> beside(StoreSource.Work work) {
        var done = new CompletableFuture<Void>();
        Thread.ofPlatform()
                .daemon()
                .name("large-table")
                .start(() -> {
                    try {
                        ThreadRank.lower();
                        StoreSource.keeping(work);
                        done.complete(null);
                    } catch (Exception e) {
                        done.completeExceptionally(e);
                    }
                });
        return done;
    }

    private static void await(List<CompletableFuture<Void>> others) {
        try {
            CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
