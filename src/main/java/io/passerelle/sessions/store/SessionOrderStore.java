package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.store.db.Tables.SESSION_ORDER;
import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.foundation.Ids;
import io.passerelle.sessions.OrderState;
import io.passerelle.sessions.SessionOrder;
import io.passerelle.sessions.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Orders to network access servers. */
@Repository
public class SessionOrderStore {

    private static final Condition BARRED =
            DSL.condition(
                    "(sim.status in ('ORDERED', 'ACTIVATABLE', 'ACTIVATION_REQUESTED', 'SUSPENDED',"
                            + " 'REACTIVATION_REQUESTED', 'TERMINATED')"
                            + " or sim.status_before in ('ACTIVATABLE', 'SUSPENDED')"
                            // of an organisation that is disabled, or below one that is
                            + " or sim.organisation_id in (with recursive stopped as ("
                            + "select id from organisation where not enabled union"
                            + " select o.id from organisation o join stopped s on o.parent_id = s.id"
                            + ") select id from stopped))");

    /** Who did not answer, or refused, is asked again after this. */
    private static final Condition ASKED_LATELY =
            DSL.condition("session_order.asked_at > now() - interval '10 minutes'");

    private final DSLContext dsl;

    SessionOrderStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Adds one, unless one for the session is under way. */
    public void insert(SessionOrder order) {
        dsl.insertInto(SESSION_ORDER)
                .set(SESSION_ORDER.ID, order.id())
                .set(SESSION_ORDER.SESSION_ID, order.sessionId())
                .set(SESSION_ORDER.SIM_ID, order.simId())
                .set(SESSION_ORDER.ORGANISATION_ID, order.organisationId())
                .set(SESSION_ORDER.CAUSE, order.cause().name())
                .set(SESSION_ORDER.ASKED_BY, order.askedBy())
                .onConflictDoNothing()
                .execute();
    }

    /** Adds one for each open session of cards that may no longer be used, unless asked lately. */
    public int insertForBarred() {
        List<Record> found =
                List.copyOf(
                        dsl.select(SESSION.ID, SESSION.SIM_ID, SESSION.ORGANISATION_ID)
                                .from(SESSION)
                                .join(SIM)
                                .on(SIM.ID.eq(SESSION.SIM_ID))
                                .where(SESSION.ENDED_AT.isNull())
                                .and(BARRED)
                                .andNotExists(
                                        DSL.selectOne()
                                                .from(SESSION_ORDER)
                                                .where(SESSION_ORDER.SESSION_ID.eq(SESSION.ID))
                                                .and(SESSION_ORDER.CAUSE.eq("BARRED"))
                                                .and(
                                                        SESSION_ORDER
                                                                .STATE
                                                                .eq("PENDING")
                                                                .or(ASKED_LATELY)))
                                .fetch());
        for (Record row : found) {
            insert(
                    new SessionOrder(
                            Ids.next(),
                            row.get(SESSION.ID),
                            row.get(SESSION.SIM_ID),
                            row.get(SESSION.ORGANISATION_ID),
                            SessionOrder.Cause.BARRED,
                            "",
                            Instant.now(),
                            OrderState.PENDING,
                            null,
                            0,
                            null));
        }
        return found.size();
    }

    /** The last order about a session. */
    public Optional<SessionOrder> lastOf(UUID sessionId) {
        return dsl.selectFrom(SESSION_ORDER)
                .where(SESSION_ORDER.SESSION_ID.eq(sessionId))
                .orderBy(SESSION_ORDER.ASKED_AT.desc(), SESSION_ORDER.ID.desc())
                .limit(1)
                .fetchOptional(SessionOrderStore::read);
    }

    /** What is known of a session that is still open. */
    public Optional<SessionRecord> openSession(UUID sessionId) {
        return dsl.selectFrom(SESSION)
                .where(SESSION.ID.eq(sessionId))
                .and(SESSION.ENDED_AT.isNull())
                .fetchOptional(SessionStore::record);
    }

    /** Takes those that are due for one node alone. */
    public List<SessionOrder> claim(int atMost, Duration lease) {
        var due =
                DSL.select(SESSION_ORDER.ID)
                        .from(SESSION_ORDER)
                        .where(SESSION_ORDER.STATE.eq(OrderState.PENDING.name()))
                        .and(DSL.condition("next_attempt_at <= now()"))
                        .orderBy(SESSION_ORDER.NEXT_ATTEMPT_AT)
                        .limit(atMost)
                        .forUpdate()
                        .skipLocked();
        return dsl.update(SESSION_ORDER)
                .set(SESSION_ORDER.ATTEMPTS, SESSION_ORDER.ATTEMPTS.plus(1))
                .set(SESSION_ORDER.NEXT_ATTEMPT_AT, in(lease))
                .where(SESSION_ORDER.ID.in(due))
                .returning()
                .fetch(SessionOrderStore::read);
    }

    /** Tries again later. */
    public void later(UUID id, Duration wait) {
        dsl.update(SESSION_ORDER)
                .set(SESSION_ORDER.NEXT_ATTEMPT_AT, in(wait))
                .where(SESSION_ORDER.ID.eq(id))
                .execute();
    }

    /** Writes the answer. */
    public void answered(UUID id, OrderState state, @Nullable Integer errorCause) {
        dsl.update(SESSION_ORDER)
                .set(SESSION_ORDER.STATE, state.name())
                .set(SESSION_ORDER.ERROR_CAUSE, errorCause)
                .set(SESSION_ORDER.ANSWERED_AT, in(Duration.ZERO))
                .set(SESSION_ORDER.NEXT_ATTEMPT_AT, DSL.castNull(SESSION_ORDER.NEXT_ATTEMPT_AT))
                .where(SESSION_ORDER.ID.eq(id))
                .execute();
    }

    private static Field<Instant> in(Duration wait) {
        return DSL.field(
                "now() + make_interval(secs => {0})",
                SESSION_ORDER.NEXT_ATTEMPT_AT.getDataType(), DSL.val(wait.toMillis() / 1000.0));
    }

    private static SessionOrder read(Record row) {
        return new SessionOrder(
                row.get(SESSION_ORDER.ID),
                row.get(SESSION_ORDER.SESSION_ID),
                row.get(SESSION_ORDER.SIM_ID),
                row.get(SESSION_ORDER.ORGANISATION_ID),
                SessionOrder.Cause.valueOf(row.get(SESSION_ORDER.CAUSE)),
                row.get(SESSION_ORDER.ASKED_BY),
                row.get(SESSION_ORDER.ASKED_AT),
                OrderState.valueOf(row.get(SESSION_ORDER.STATE)),
                row.get(SESSION_ORDER.ERROR_CAUSE),
                row.get(SESSION_ORDER.ATTEMPTS),
                row.get(SESSION_ORDER.ANSWERED_AT));
    }
}
