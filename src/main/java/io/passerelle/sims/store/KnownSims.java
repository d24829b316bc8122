package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.BinaryReader;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads what nodes keep in memory of SIM cards. */
@Repository
public class KnownSims {

    /** In the order {@link #known} reads them. */
    private static final List<Field<?>> FIELDS =
            List.of(
                    SIM.ID,
                    SIM.ORGANISATION_ID,
                    SIM.GROUP_ID,
                    SIM.ACCESS_POINT_ID,
                    SIM.ICCID,
                    SIM.MSISDN,
                    SIM.IMSI,
                    SIM.STATUS,
                    SIM.STATUS_BEFORE,
                    SIM.USER_NAME,
                    SIM.PASSWORD,
                    SIM.STATIC_ADDRESS,
                    SIM.SESSION_LIMIT,
                    SIM.MAX_CONNECTIONS,
                    SIM.IMEI);

    private final DSLContext dsl;

    KnownSims(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * Gives every card that may have changed since an earlier reading.
     *
     * @param since what the last reading returned; 0 for all
     * @return up to where this reading saw everything; changes committed later are at or after it
     */
    public long changedSince(long since, Consumer<KnownSim> reader) {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            tx.execute("set transaction isolation level repeatable read read only");
            // all cards of a slow disk in one statement take longer than the keepers' batches may
            tx.execute("set local statement_timeout = '5min'");
            Long upTo =
                    tx.resultQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                            .fetchOne(0, Long.class);
            Condition changed =
                    since == 0
                            ? DSL.trueCondition()
                            : DSL.condition(
                                    "{0} >= {1}::text::xid8",
                                    SIM.CHANGED_IN, DSL.val(Long.toString(since)));
            BinaryReader.each(
                    tx,
                    DSL.select(FIELDS).from(SIM).where(changed),
                    row -> reader.accept(known(row)));
            return Objects.requireNonNull(upTo);
        });
    }

    private static KnownSim known(BinaryReader row) {
        return new KnownSim(
                row.uuid(),
                row.uuid(),
                row.uuid(),
                row.uuidOrNull(),
                row.text(),
                row.textOrNull(),
                row.textOrNull(),
                SimStatus.valueOf(row.text()),
                row.textOrNull(SimStatus::valueOf),
                row.textOrNull(),
                row.bytesOrNull(),
                row.inetOrNull(),
                row.int4(),
                row.int4(),
                row.textOrNull());
    }
}
