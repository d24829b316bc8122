package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_REQUEST;

import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Many requests to mobile operators at once: one statement for what {@link SimRequestStore} does.
 */
@Repository
public class ManyRequestsStore {

    private final DSLContext dsl;

    ManyRequestsStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Adds many of one job, to be taken up at once. */
    public void insertAll(List<SimRequest> requests, UUID job) {
        var insert =
                dsl.insertInto(
                        SIM_REQUEST,
                        SIM_REQUEST.ID,
                        SIM_REQUEST.SIM_ID,
                        SIM_REQUEST.ORGANISATION_ID,
                        SIM_REQUEST.ACTION,
                        SIM_REQUEST.STATUS_BEFORE,
                        SIM_REQUEST.COMMENT,
                        SIM_REQUEST.ASKED_BY,
                        SIM_REQUEST.OPERATOR,
                        SIM_REQUEST.JOB_ID);
        for (SimRequest r : requests) {
            insert =
                    insert.values(
                            r.id(),
                            r.simId(),
                            r.organisationId(),
                            r.action().name(),
                            r.before().name(),
                            r.comment(),
                            r.askedBy(),
                            r.operator(),
                            job);
        }
        insert.execute();
    }

    /** Moves cards that are locked to a status, from wherever each is. */
    public void moveAll(List<Sim> sims, SimStatus to) {
        dsl.update(SIM)
                .set(SIM.STATUS, to.name())
                .set(SIM.STATUS_BEFORE, SIM.STATUS)
                .set(SIM.VERSION, SIM.VERSION.plus(1))
                .where(SIM.ID.eq(DSL.any(sims.stream().map(Sim::id).toArray(UUID[]::new))))
                .execute();
    }

    /**
     * Requests which nobody else changes before the end of the transaction, nor their cards. The
     * cards are held first and in the order of their identifiers, like by jobs, so that no two wait
     * for each other.
     */
    public List<SimRequest> locked(Collection<UUID> ids) {
        UUID[] wanted = ids.toArray(UUID[]::new);
        dsl.select(SIM.ID)
                .from(SIM)
                .where(
                        SIM.ID.in(
                                DSL.select(SIM_REQUEST.SIM_ID)
                                        .from(SIM_REQUEST)
                                        .where(SIM_REQUEST.ID.eq(DSL.any(wanted)))))
                .orderBy(SIM.ID)
                .forNoKeyUpdate()
                .fetch();
        dsl.select(SIM_REQUEST.ID)
                .from(SIM_REQUEST)
                .where(SIM_REQUEST.ID.eq(DSL.any(wanted)))
                .orderBy(SIM_REQUEST.ID)
                .forUpdate()
                .fetch();
        return dsl.select(SimRequestStore.FIELDS)
                .from(SIM_REQUEST)
                .join(SIM)
                .on(SIM.ID.eq(SIM_REQUEST.SIM_ID))
                .where(SIM_REQUEST.ID.eq(DSL.any(wanted)))
                .orderBy(SIM_REQUEST.ID)
                .fetch(SimRequestStore::read);
    }

    /**
     * Moves cards from one status to another.
     *
     * @return those that were in that status
     */
    public Set<UUID> move(List<UUID> sims, SimStatus from, SimStatus to) {
        var update =
                dsl.update(SIM)
                        .set(SIM.STATUS, to.name())
                        .setNull(SIM.STATUS_BEFORE)
                        .set(SIM.VERSION, SIM.VERSION.plus(1));
        if (!to.keepsAddress()) {
            update = update.setNull(SIM.STATIC_ADDRESS);
        }
        return update.where(SIM.ID.eq(DSL.any(sims.toArray(UUID[]::new))))
                .and(SIM.STATUS.eq(from.name()))
                .returningResult(SIM.ID)
                .fetchSet(SIM.ID);
    }

    /** Writes that the operator has them. */
    public void sent(Collection<UUID> ids, String adapter, @Nullable Duration lookAgain) {
        dsl.update(SIM_REQUEST)
                .set(SIM_REQUEST.STATE, RequestState.SENT.name())
                .set(SIM_REQUEST.ATTEMPTS, 0) // looking again is no failure
                .set(SIM_REQUEST.ADAPTER, adapter)
                .set(
                        SIM_REQUEST.SENT_AT,
                        DSL.coalesce(SIM_REQUEST.SENT_AT, SimRequestStore.in(Duration.ZERO)))
                .set(SIM_REQUEST.REASON, "")
                .set(SIM_REQUEST.REASON_CODE, "")
                .set(SIM_REQUEST.REASON_ARGUMENTS, new String[0])
                .set(
                        SIM_REQUEST.NEXT_ATTEMPT_AT,
                        lookAgain == null
                                ? DSL.castNull(SIM_REQUEST.NEXT_ATTEMPT_AT)
                                : SimRequestStore.in(lookAgain))
                .where(SIM_REQUEST.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .and(SIM_REQUEST.STATE.in("PENDING", "SENT"))
                .execute();
    }

    /** Writes the same end of all. */
    public void ended(Collection<UUID> ids, RequestState state, String by, Reason reason) {
        dsl.update(SIM_REQUEST)
                .set(SIM_REQUEST.STATE, state.name())
                .set(SIM_REQUEST.ANSWERED_AT, SimRequestStore.in(Duration.ZERO))
                .set(SIM_REQUEST.ANSWERED_BY, by)
                .set(SIM_REQUEST.REASON, reason.text())
                .set(SIM_REQUEST.REASON_CODE, reason.code())
                .set(SIM_REQUEST.REASON_ARGUMENTS, reason.arguments().toArray(String[]::new))
                .set(SIM_REQUEST.NEXT_ATTEMPT_AT, DSL.castNull(SIM_REQUEST.NEXT_ATTEMPT_AT))
                .where(SIM_REQUEST.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .execute();
    }
}
