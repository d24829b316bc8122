package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.sims.Sim;
import io.passerelle.sims.SimGuards.Expiry;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Guards of many locked cards, by one statement. */
@Repository
public class ManyGuardsStore {

    private static final String LOCK =
            """
            update sim set imei = given.imei, version = version + 1
            from unnest({0}::uuid[], {1}::text[]) as given (id, imei) where sim.id = given.id
            """;

    private final DSLContext dsl;

    ManyGuardsStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Locks each card to its device; null lifts the lock. */
    public void lock(Map<Sim, @Nullable String> locks) {
        if (!locks.isEmpty()) {
            dsl.execute(
                    LOCK,
                    DSL.val(ids(locks.keySet())),
                    DSL.val(locks.values().toArray(String[]::new)));
        }
    }

    /** Protects cards from termination, or lifts that. */
    public void protect(Collection<Sim> sims, boolean on) {
        if (!sims.isEmpty()) {
            dsl.update(SIM)
                    .set(SIM.TERMINATION_PROTECTED, on)
                    .set(SIM.VERSION, SIM.VERSION.plus(1))
                    .where(SIM.ID.eq(DSL.any(ids(sims))))
                    .and(SIM.TERMINATION_PROTECTED.ne(on))
                    .execute();
        }
    }

    /** Gives cards a date, or takes it away; another date is told of again. */
    public void expire(Collection<Sim> sims, Expiry expiry) {
        if (sims.isEmpty()) {
            return;
        }
        dsl.update(SIM)
                .set(SIM.EXPIRES_AT, expiry.at())
                .set(SIM.EXPIRY_ACTION, expiry.at() == null ? null : expiry.action().name())
                .setNull(SIM.EXPIRY_DONE_AT)
                .set(SIM.EXPIRY_PROBLEM, "")
                .set(SIM.EXPIRY_ATTEMPTS, 0)
                .setNull(SIM.EXPIRY_RETRY_AT)
                .set(
                        SIM.EXPIRY_WARNED_AT,
                        DSL.when(
                                SIM.EXPIRES_AT.isNotDistinctFrom(expiry.at()),
                                SIM.EXPIRY_WARNED_AT))
                .set(SIM.VERSION, SIM.VERSION.plus(1))
                .where(SIM.ID.eq(DSL.any(ids(sims))))
                .execute();
    }

    private static UUID[] ids(Collection<Sim> sims) {
        return sims.stream().map(Sim::id).toArray(UUID[]::new);
    }
}
