package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimKind;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.BinaryReader;
import io.passerelle.store.LargeTable;
import io.passerelle.store.OneCopy;
import io.passerelle.store.StoreAhead;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
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
                    SIM.KIND,
                    SIM.STATUS,
                    SIM.STATUS_BEFORE,
                    SIM.USER_NAME,
                    SIM.PASSWORD,
                    SIM.STATIC_ADDRESS,
                    SIM.SESSION_LIMIT,
                    SIM.MAX_CONNECTIONS,
                    SIM.IMEI);

    /** All cards of a slow disk in one statement take longer than the keepers' batches may. */
    private static final String PATIENCE = "set local statement_timeout = '5min'";

    private final DSLContext dsl;

    KnownSims(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** One that needs nothing of the application; waits until the store is ready. */
    public static KnownSims ahead(StoreAhead store) {
        return new KnownSims(store.snapshots());
    }

    /** Takes what is read; called by several threads at once. */
    public interface AllCards {

        /**
         * Called once, before any card.
         *
         * @param upTo up to where this reading sees everything; changes committed later are at or
         *     after it
         * @param about how many there are, to make room for; 0 when nobody has counted them yet
         */
        void begins(long upTo, int about);

        /**
         * Some of the cards.
         *
         * @param last whether they must be taken; else the taker may be busy with another's
         * @return whether they were taken; if not, they come again with more
         */
        boolean some(List<KnownSim> cards, boolean last);
    }

    /** Gives every card as of one moment. */
    public void all(AllCards taker) {
        dsl.transaction(transaction -> {
            DSLContext tx = transaction.dsl();
            taker.begins(seesUpTo(tx), LargeTable.about(tx, SIM));
            LargeTable.read(dsl, tx, SIM, FIELDS, PATIENCE, () -> new Gatherer(taker));
        });
    }

    /**
     * Gives every card that may have changed since an earlier reading.
     *
     * @param since up to where that one saw everything
     * @return up to where this reading saw everything; changes committed later are at or after it
     */
    public long changedSince(long since, Consumer<KnownSim> reader) {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            long upTo = seesUpTo(tx);
            tx.execute(PATIENCE);
            Condition changed =
                    DSL.condition(
                            "{0} >= {1}::text::xid8",
                            SIM.CHANGED_IN, DSL.val(Long.toString(since)));
            OneCopy once = new OneCopy();
            BinaryReader.each(
                    tx,
                    DSL.select(FIELDS).from(SIM).where(changed),
                    row -> reader.accept(known(row, once)));
            return upTo;
        });
    }

    private static long seesUpTo(DSLContext tx) {
        tx.execute("set transaction isolation level repeatable read read only");
        return Objects.requireNonNull(
                tx.resultQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                        .fetchOne(0, Long.class));
    }

    /** Hands cards on together: whoever takes them has a lock for it. */
    private static final class Gatherer implements LargeTable.PartReader {

        private static final int TOGETHER = 500;

        private final AllCards taker;
        private final OneCopy once = new OneCopy();
        private final List<KnownSim> gathered = new ArrayList<>(TOGETHER);

        Gatherer(AllCards taker) {
            this.taker = taker;
        }

        @Override
        public void row(BinaryReader row) {
            gathered.add(known(row, once));
            if (gathered.size() % TOGETHER == 0 && taker.some(gathered, false)) {
                gathered.clear();
            }
        }

        @Override
        public void end() {
            taker.some(gathered, true);
        }
    }

    /** Cards of an organisation and a group share their identifiers, which lie in memory once. */
    private static KnownSim known(BinaryReader row, OneCopy once) {
        return new KnownSim(
                row.uuid(),
                once.of(row.uuid()),
                once.of(row.uuid()),
                same(row.uuidOrNull(), once),
                row.text(),
                row.textOrNull(),
                row.textOrNull(),
                SimKind.valueOf(row.text()),
                SimStatus.valueOf(row.text()),
                row.textOrNull(SimStatus::valueOf),
                row.textOrNull(),
                row.bytesOrNull(),
                row.inetOrNull(),
                row.int4(),
                row.int4(),
                row.textOrNull());
    }

    private static @Nullable UUID same(@Nullable UUID id, OneCopy once) {
        return id == null ? null : once.of(id);
    }
}
