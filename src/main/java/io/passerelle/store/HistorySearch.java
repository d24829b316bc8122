package io.passerelle.store;

import io.passerelle.foundation.Ids;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Finds rows of a history, whose identifiers sort by time, newest or oldest first.
 *
 * <p>What somebody looks for may be every second row or nowhere. PostgreSQL plans for what it
 * believes, and on a wrong guess reads millions of rows in order to find that none fits. So the
 * first {@value #FIRST_ROWS} rows are read in order; if they have not enough, the others are looked
 * through by way of the indexes, in pieces of 1, 1, 2, 4, … weeks, each of them whole. That way
 * nothing is read in order for longer than a piece, and nothing is collected that is older than it
 * must be.
 */
final class HistorySearch {

    static final int FIRST_ROWS = 20_000;

    private static final Field<UUID> FOUND = DSL.field(DSL.name("found", "id"), UUID.class);

    private final DSLContext dsl;
    private final Table<?> table;
    private final Field<UUID> id;
    private final Condition frame;
    private final Condition wanted;
    private final boolean newestFirst;
    private final Runnable check;

    /**
     * A search.
     *
     * @param frame bounds of time, which the order of identifiers alone can follow
     * @param wanted what else rows must meet
     * @param check throws when it takes too long
     */
    HistorySearch(
            DSLContext dsl,
            Table<?> table,
            Field<UUID> id,
            Condition frame,
            Condition wanted,
            boolean newestFirst,
            Runnable check) {
        this.dsl = dsl;
        this.table = table;
        this.id = id;
        this.frame = frame;
        this.wanted = wanted;
        this.newestFirst = newestFirst;
        this.check = check;
    }

    /** Looks into a piece; false when nothing more is wanted. */
    @FunctionalInterface
    private interface Look {
        boolean in(DSLContext queries, Condition piece, boolean first);
    }

    /** The first rows in order. */
    List<UUID> first(int rows) {
        List<UUID> ids = new ArrayList<>();
        walk((queries, piece, first) -> {
            ids.addAll(ids(queries, piece, first, 0, rows - ids.size()));
            return ids.size() < rows;
        });
        return ids;
    }

    /** How many rows there are, if not more than so many. */
    long count(long most) {
        long[] sum = {0};
        walk((queries, piece, first) -> {
            sum[0] += count(queries, piece, most - sum[0]);
            return sum[0] < most;
        });
        return sum[0];
    }

    /** The identifier of the row behind so many others; empty when there are no more. */
    Optional<UUID> behind(int rows) {
        List<UUID> found = new ArrayList<>(1);
        long[] passed = {0};
        walk((queries, piece, first) -> {
            long left = rows - passed[0];
            long here = count(queries, piece, left + 1);
            passed[0] += here;
            if (here > left) {
                found.addAll(ids(queries, piece, first, left, 1));
            }
            return here <= left;
        });
        return found.stream().findFirst();
    }

    /** The row behind so many others of the frame, whatever they are. */
    static Optional<UUID> edge(
            DSLContext dsl,
            Table<?> table,
            Field<UUID> id,
            Condition frame,
            boolean newestFirst,
            int rows) {
        return dsl.select(id)
                .from(table)
                .where(frame)
                .orderBy(newestFirst ? id.desc() : id.asc())
                .offset(rows)
                .limit(1)
                .fetchOptional(id);
    }

    private void walk(Look look) {
        UUID edge = edge(dsl, table, id, frame, newestFirst, FIRST_ROWS).orElse(null);
        Condition near = edge == null ? DSL.noCondition() : newestFirst ? id.gt(edge) : id.lt(edge);
        check.run();
        if (look.in(dsl, near, true) && edge != null) {
            // Looked for while an index may still give it.
            Instant last =
                    Ids.timeOf(
                            edge(dsl, table, id, DSL.noCondition(), !newestFirst, 0).orElse(edge));
            dsl.transaction(transaction -> {
                DSLContext within = transaction.dsl();
                // A Bloom filter's cost is overrated, and workers take longer to come than it does.
                // An index that gives rows in order costs as much as it thinks, and reads all of
                // them.
                within.execute("set local enable_seqscan = off");
                within.execute("set local enable_indexscan = off");
                within.execute("set local max_parallel_workers_per_gather = 0");
                further(within, edge, last, look);
            });
        }
    }

    private void further(DSLContext within, UUID edge, Instant last, Look look) {
        Instant at = Ids.timeOf(edge);
        Condition from = newestFirst ? id.le(edge) : id.ge(edge);
        int weeks = 0;
        while (true) {
            check.run();
            at = border(at, weeks);
            weeks = Math.max(1, 2 * weeks);
            if (newestFirst ? at.isBefore(last) : at.isAfter(last)) {
                look.in(within, from, false);
                return;
            }
            UUID border = Ids.firstOf(at);
            if (!look.in(within, from.and(newestFirst ? id.ge(border) : id.lt(border)), false)) {
                return;
            }
            from = newestFirst ? id.lt(border) : id.ge(border);
        }
    }

    /**
     * Where a piece ends that begins at a moment: with its week, and so many more. A piece of whole
     * parts of the table leaves PostgreSQL no bounds to look for instead of what is wanted.
     */
    private Instant border(Instant at, int moreWeeks) {
        OffsetDateTime day = at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        OffsetDateTime monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (!newestFirst) {
            return monday.plusWeeks(moreWeeks + 1L).toInstant();
        }
        boolean isBorder = monday.toInstant().equals(at);
        return monday.minusWeeks(isBorder ? Math.max(1, moreWeeks) : moreWeeks).toInstant();
    }

    private List<UUID> ids(
            DSLContext queries, Condition piece, boolean first, long offset, long rows) {
        if (first) {
            return queries.select(id)
                    .from(table)
                    .where(frame, piece, wanted)
                    .orderBy(newestFirst ? id.desc() : id.asc())
                    .offset(offset)
                    .limit(rows)
                    .fetch(id);
        }
        return queries.with(found(piece))
                .select(FOUND)
                .from(DSL.name("found"))
                .orderBy(newestFirst ? FOUND.desc() : FOUND.asc())
                .offset(offset)
                .limit(rows)
                .fetch(FOUND);
    }

    private long count(DSLContext queries, Condition piece, long most) {
        Long count =
                queries.with(found(piece))
                        .select(DSL.count().cast(Long.class))
                        .from(DSL.selectOne().from(DSL.name("found")).limit(most).asTable("some"))
                        .fetchOne(0, Long.class);
        return count == null ? 0 : count;
    }

    /** Planned as if all were wanted: no guess about the first ones decides how. */
    private CommonTableExpression<Record1<UUID>> found(Condition piece) {
        return DSL.name("found")
                .fields("id")
                .asMaterialized(DSL.select(id).from(table).where(frame, piece, wanted));
    }
}
