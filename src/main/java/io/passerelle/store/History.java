package io.passerelle.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/**
 * What is kept of the past: weekly parts made ahead and dropped when they are old
 * (V011__history_partitions.sql), and rows of other tables deleted in small pieces.
 */
@Repository
public class History {

    /** What a page or a writer may have to wait for while a part comes or goes. */
    private static final String LOCK_PATIENCE = "2s";

    private static final int ROWS_AT_ONCE = 2_000;

    private final DSLContext dsl;

    History(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * Makes the parts a table needs from a day before to some time after a moment.
     *
     * @return how many were not there yet
     */
    public int makeParts(String table, Instant now, Duration ahead) {
        return parts(
                "make_parts",
                DSL.val(table),
                moment(now.minus(Duration.ofDays(1))),
                moment(now.plus(ahead)));
    }

    /**
     * Drops the parts of a table of which nothing is younger than a moment.
     *
     * @return how many there were
     */
    public int dropParts(String table, Instant before) {
        return parts("drop_parts", DSL.val(table), moment(before));
    }

    /**
     * Deletes a piece of the rows that are older than a moment.
     *
     * @return how many; 0 when none was left
     */
    public int deleteSome(Table<?> table, Field<?> identity, Field<Instant> at, Instant before) {
        return dsl.deleteFrom(table)
                .where(
                        DSL.field("{0}", identity)
                                .in(
                                        DSL.select(DSL.field("{0}", identity))
                                                .from(table)
                                                .where(at.lt(before))
                                                .orderBy(at)
                                                .limit(ROWS_AT_ONCE)))
                .execute();
    }

    /**
     * Has the traits of pages that were filled since the last time noted; until then they are read
     * whole by whoever looks for one.
     *
     * @return how many ranges of pages there were
     */
    public int summarise(String index) {
        return parts("summarise_parts", DSL.val(index));
    }

    private int parts(String function, Field<?>... arguments) {
        return dsl.transactionResult(transaction -> {
            DSLContext within = transaction.dsl();
            within.execute("set local lock_timeout = '" + LOCK_PATIENCE + "'");
            // two nodes never at once: the second finds nothing left to do
            within.execute("select pg_advisory_xact_lock(hashtext('passerelle.history'))");
            Integer count =
                    within.select(DSL.function(function, Integer.class, arguments))
                            .fetchOne(0, Integer.class);
            return count == null ? 0 : count;
        });
    }

    private static Field<OffsetDateTime> moment(Instant at) {
        return DSL.val(at.atOffset(ZoneOffset.UTC));
    }
}
