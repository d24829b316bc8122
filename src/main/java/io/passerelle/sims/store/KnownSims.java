package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimKind;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.BinaryReader;
import io.passerelle.store.LargeTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Gives every card that may have changed since an earlier reading.
     *
     * @param since what the last reading returned; 0 for all
     * @param reader called by several threads at once when all are read
     * @return up to where this reading saw everything; changes committed later are at or after it
     */
    public long changedSince(long since, Consumer<KnownSim> reader) {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            tx.execute("set transaction isolation level repeatable read read only");
            Long upTo =
                    tx.resultQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                            .fetchOne(0, Long.class);
            if (since == 0) {
                LargeTable.read(dsl, tx, SIM, FIELDS, PATIENCE, () -> into(reader));
            } else {
                tx.execute(PATIENCE);
                Condition changed =
                        DSL.condition(
                                "{0} >= {1}::text::xid8",
                                SIM.CHANGED_IN, DSL.val(Long.toString(since)));
                BinaryReader.each(tx, DSL.select(FIELDS).from(SIM).where(changed), into(reader));
            }
            return Objects.requireNonNull(upTo);
        });
    }

    /** Cards of an organisation and a group share their identifiers, which lie in memory once. */
    private static BinaryReader.RowReader into(Consumer<KnownSim> reader) {
        Map<UUID, UUID> once = new HashMap<>();
        return row -> reader.accept(known(row, once));
    }

    private static KnownSim known(BinaryReader row, Map<UUID, UUID> once) {
        return new KnownSim(
                row.uuid(),
                same(row.uuid(), once),
                same(row.uuid(), once),
                sameOrNull(row.uuidOrNull(), once),
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

    private static UUID same(UUID id, Map<UUID, UUID> once) {
        UUID known = once.putIfAbsent(id, id);
        return known == null ? id : known;
    }

    private static @Nullable UUID sameOrNull(@Nullable UUID id, Map<UUID, UUID> once) {
        return id == null ? null : same(id, once);
    }
}
