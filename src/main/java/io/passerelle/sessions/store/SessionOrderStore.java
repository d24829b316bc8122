package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.NAS;
import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.store.db.Tables.SESSION_ORDER;
import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_GROUP;

import io.passerelle.foundation.Ids;
import io.passerelle.sessions.OrderState;
import io.passerelle.sessions.SessionOrder;
import io.passerelle.sessions.SessionOrder.Cause;
import io.passerelle.sessions.SessionOrder.Kind;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.sims.SimStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Orders to network access servers. */
@Repository
public class SessionOrderStore {

    /**
     * Cards that may not be used: by their status or kind, or since they were not before they wait.
     */
    private static final Condition BARRED =
            SIM.STATUS
                    .in(names(status -> !status.admitsSignOn()))
                    .or(SIM.STATUS_BEFORE.in(names(status -> !status.admitsSignOn())))
                    .or(SIM.KIND.eq("PUBLIC"))
                    // of an organisation that is disabled, or below one that is
                    .or(
                            DSL.condition(
                                    "{0} in (with recursive stopped as ("
                                            + "select id from organisation where not enabled union"
                                            + " select o.id from organisation o"
                                            + " join stopped s on o.parent_id = s.id"
                                            + ") select id from stopped)",
                                    SIM.ORGANISATION_ID));

    /** Sessions in another device than the one their card is locked to. */
    private static final Condition OTHER_DEVICE =
            SIM.IMEI
                    .isNotNull()
                    .and(SESSION.IMEISV.ne(""))
                    .and(DSL.left(SESSION.IMEISV, 14).ne(SIM.IMEI));

    /** Who did not answer, or refused, is asked again after this. */
    private static final Condition ASKED_LATELY =
            DSL.condition("session_order.asked_at > now() - interval '10 minutes'");

    private static final Field<String> BOX =
            DSL.field(
                    "{0} || ' ' || coalesce(host({1}), '')",
                    String.class, SESSION.NAS_ID, SESSION.NAS_ADDRESS);

    /** The boxes by leaps through the index, in any order, then the first orders of each. */
    private static final String DUE =
            """
            with recursive who (box) as (
                (select box from session_order where state = 'PENDING' order by box limit 1)
                union all
                select (select o.box from session_order o where o.state = 'PENDING' and o.box > w.box
                    order by o.box limit 1)
                from who w where w.box is not null
            ), chosen as (
                select box from who where box <> all({0}::text[]) order by random() limit {2}
            )
            select due.id from chosen cross join lateral (
                select q.id from session_order q where q.box = chosen.box and q.state = 'PENDING'
                and q.next_attempt_at <= now()
                order by q.next_attempt_at limit {1} for update skip locked) due
            limit {2}
            """;

    private static final int SHOWN_AT_MOST = 20;

    private final DSLContext dsl;

    SessionOrderStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    private static List<String> names(Predicate<SimStatus> which) {
        return Arrays.stream(SimStatus.values()).filter(which).map(Enum::name).toList();
    }

    /** Adds orders about open sessions; a session has one at a time. */
    public int insert(Collection<UUID> sessions, Kind kind, Cause cause, String by) {
        if (sessions.isEmpty()) {
            return 0;
        }
        List<Record> found =
                List.copyOf(
                        dsl.select(SESSION.ID, SESSION.SIM_ID, SESSION.ORGANISATION_ID, BOX)
                                .from(SESSION)
                                .where(SESSION.ID.eq(DSL.any(sessions.toArray(UUID[]::new))))
                                .and(SESSION.ENDED_AT.isNull())
                                .orderBy(SESSION.ID)
                                .fetch());
        List<Insert<?>> inserts =
                found.stream().<Insert<?>>map(row -> insert(row, kind, cause, by)).toList();
        return inserts.isEmpty() ? 0 : Arrays.stream(dsl.batch(inserts).execute()).sum();
    }

    private Insert<?> insert(Record session, Kind kind, Cause cause, String by) {
        return dsl.insertInto(SESSION_ORDER)
                .set(SESSION_ORDER.ID, Ids.next())
                .set(SESSION_ORDER.SESSION_ID, session.get(SESSION.ID))
                .set(SESSION_ORDER.SIM_ID, session.get(SESSION.SIM_ID))
                .set(SESSION_ORDER.ORGANISATION_ID, session.get(SESSION.ORGANISATION_ID))
                .set(SESSION_ORDER.KIND, kind.name())
                .set(SESSION_ORDER.CAUSE, cause.name())
                .set(SESSION_ORDER.ASKED_BY, by)
                .set(SESSION_ORDER.BOX, session.get(BOX))
                .onConflictDoNothing();
    }

    /**
     * Adds one for open sessions of cards that may no longer be used, or not in their device,
     * unless asked lately.
     *
     * @param atMost of either sort: an organisation that is disabled may have a million
     * @return how many; there may be more when it is {@code atMost} or above
     */
    public int insertForBarred(int atMost) {
        return insertWhere(BARRED, Cause.BARRED, atMost)
                + insertWhere(OTHER_DEVICE, Cause.DEVICE, atMost);
    }

    /**
     * Adds one for open sessions of those of some cards that may no longer be used, unless asked
     * lately.
     *
     * @return how many
     */
    public int insertForBarred(Collection<UUID> sims) {
        return sims.isEmpty()
                ? 0
                : insertWhere(
                        BARRED.and(SESSION.SIM_ID.eq(DSL.any(sims.toArray(UUID[]::new)))),
                        Cause.BARRED,
                        Integer.MAX_VALUE);
    }

    /**
     * In the order of the sessions: each node orders the end of the same ones after a mass
     * suspension, and waits for a row that another has not committed. What is found is sorted, not
     * looked for in that order, which would read sessions that ended long ago.
     */
    private int insertWhere(Condition cards, Cause cause, int atMost) {
        String disconnect = Kind.DISCONNECT.name();
        Field<UUID> session = DSL.field(DSL.name("found", "session_id"), UUID.class);
        return dsl.insertInto(
                        SESSION_ORDER,
                        SESSION_ORDER.ID,
                        SESSION_ORDER.SESSION_ID,
                        SESSION_ORDER.SIM_ID,
                        SESSION_ORDER.ORGANISATION_ID,
                        SESSION_ORDER.KIND,
                        SESSION_ORDER.CAUSE,
                        SESSION_ORDER.BOX)
                .select(
                        DSL.select(
                                        DSL.field("uuidv7()", UUID.class),
                                        session,
                                        DSL.field(DSL.name("found", "sim_id"), UUID.class),
                                        DSL.field(DSL.name("found", "organisation_id"), UUID.class),
                                        DSL.val(disconnect),
                                        DSL.val(cause.name()),
                                        DSL.field(DSL.name("found", "box"), String.class))
                                .from(found(cards, asked(disconnect, cause), atMost))
                                .orderBy(session))
                .onConflictDoNothing()
                .execute();
    }

    private static Table<?> found(Condition cards, Condition asked, int atMost) {
        return DSL.select(
                        SESSION.ID.as("session_id"),
                        SESSION.SIM_ID,
                        SESSION.ORGANISATION_ID,
                        BOX.as("box"))
                .from(SESSION)
                .join(SIM)
                .on(SIM.ID.eq(SESSION.SIM_ID))
                .where(SESSION.ENDED_AT.isNull())
                .and(cards)
                .andNotExists(
                        DSL.selectOne()
                                .from(SESSION_ORDER)
                                .where(SESSION_ORDER.SESSION_ID.eq(SESSION.ID))
                                .and(asked))
                .limit(atMost)
                .asTable("found");
    }

    /**
     * Whoever is being asked already, for whatever cause, would only be in the way of the others.
     */
    private static Condition asked(String kind, Cause cause) {
        return SESSION_ORDER
                .STATE
                .eq("PENDING")
                .and(SESSION_ORDER.KIND.eq(kind))
                .or(SESSION_ORDER.CAUSE.eq(cause.name()).and(ASKED_LATELY));
    }

    /** The open sessions of cards. */
    public List<UUID> openOf(Collection<UUID> sims) {
        return dsl.select(SESSION.ID)
                .from(SESSION)
                .where(SESSION.SIM_ID.eq(DSL.any(sims.toArray(UUID[]::new))))
                .and(SESSION.ENDED_AT.isNull())
                .fetch(SESSION.ID);
    }

    /** The open sessions of cards at servers that are told the group. */
    public List<UUID> openToldTheGroup(Collection<UUID> sims) {
        return dsl.select(SESSION.ID)
                .from(SESSION)
                .join(NAS)
                .on(NAS.ID.eq(SESSION.NAS_ID))
                .where(SESSION.SIM_ID.eq(DSL.any(sims.toArray(UUID[]::new))))
                .and(SESSION.ENDED_AT.isNull())
                .and(NAS.TELLS_GROUP.isTrue())
                .fetch(SESSION.ID);
    }

    /** The device of a card's last session that told one. */
    public Optional<String> lastDevice(UUID sim) {
        return dsl.select(SESSION.IMEISV)
                .from(SESSION)
                .where(SESSION.SIM_ID.eq(sim))
                .and(SESSION.IMEISV.ne(""))
                .orderBy(SESSION.STARTED_AT.desc())
                .limit(1)
                .fetchOptional(SESSION.IMEISV);
    }

    /** The same for many cards; of those whose network told one. */
    public Map<UUID, String> lastDevices(Collection<UUID> sims) {
        return dsl.select(SESSION.SIM_ID, SESSION.IMEISV)
                .distinctOn(SESSION.SIM_ID)
                .from(SESSION)
                .where(SESSION.SIM_ID.eq(DSL.any(sims.toArray(UUID[]::new))))
                .and(SESSION.IMEISV.ne(""))
                .orderBy(SESSION.SIM_ID, SESSION.STARTED_AT.desc())
                .fetchMap(SESSION.SIM_ID, SESSION.IMEISV);
    }

    /** Orders about a card's sessions in a time, oldest first. */
    public List<SessionOrder> ofSim(UUID sim, Instant since, Instant until) {
        return dsl.selectFrom(SESSION_ORDER)
                .where(SESSION_ORDER.SIM_ID.eq(sim))
                .and(SESSION_ORDER.ASKED_AT.between(since, until))
                .orderBy(SESSION_ORDER.ASKED_AT, SESSION_ORDER.ID)
                .limit(SHOWN_AT_MOST)
                .fetch(SessionOrderStore::read);
    }

    /** The orders about a session, newest first. */
    public List<SessionOrder> of(UUID sessionId) {
        return dsl.selectFrom(SESSION_ORDER)
                .where(SESSION_ORDER.SESSION_ID.eq(sessionId))
                .orderBy(SESSION_ORDER.ASKED_AT.desc(), SESSION_ORDER.ID.desc())
                .limit(SHOWN_AT_MOST)
                .fetch(SessionOrderStore::read);
    }

    /** What is known of a session that is still open. */
    public Optional<SessionRecord> openSession(UUID sessionId) {
        return dsl.selectFrom(SESSION)
                .where(SESSION.ID.eq(sessionId))
                .and(SESSION.ENDED_AT.isNull())
                .fetchOptional(SessionStore::record);
    }

    /**
     * Takes those that are due for one node alone.
     *
     * @param each how many of one box at most
     * @param except boxes that have enough under way
     */
    public List<SessionOrder> claim(int atMost, int each, Set<String> except, Duration lease) {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            List<UUID> ids =
                    tx.fetch(
                                    DUE,
                                    DSL.val(except.toArray(String[]::new)),
                                    DSL.val(each),
                                    DSL.val(atMost))
                            .getValues(0, UUID.class);
            return ids.isEmpty()
                    ? List.<SessionOrder>of()
                    : tx.update(SESSION_ORDER)
                            .set(SESSION_ORDER.ATTEMPTS, SESSION_ORDER.ATTEMPTS.plus(1))
                            .set(SESSION_ORDER.NEXT_ATTEMPT_AT, in(lease))
                            .where(SESSION_ORDER.ID.in(ids))
                            .returning()
                            .fetch(SessionOrderStore::read);
        });
    }

    /** The name of the group a card is in now: a snapshot may not know yet that it was moved. */
    public String groupOf(UUID sim) {
        return dsl.select(SIM_GROUP.NAME)
                .from(SIM)
                .join(SIM_GROUP)
                .on(SIM_GROUP.ID.eq(SIM.GROUP_ID))
                .where(SIM.ID.eq(sim))
                .fetchOptional(SIM_GROUP.NAME)
                .orElse("");
    }

    /** Tries again later. */
    public void later(UUID id, Duration wait) {
        dsl.update(SESSION_ORDER)
                .set(SESSION_ORDER.NEXT_ATTEMPT_AT, in(wait))
                .where(SESSION_ORDER.ID.eq(id))
                .execute();
    }

    /** Does several things with orders in one transaction: all of them or none. */
    public void together(Consumer<SessionOrderStore> work) {
        dsl.transaction(transaction -> work.accept(new SessionOrderStore(transaction.dsl())));
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
                Kind.valueOf(row.get(SESSION_ORDER.KIND)),
                Cause.valueOf(row.get(SESSION_ORDER.CAUSE)),
                row.get(SESSION_ORDER.ASKED_BY),
                row.get(SESSION_ORDER.ASKED_AT),
                OrderState.valueOf(row.get(SESSION_ORDER.STATE)),
                row.get(SESSION_ORDER.ERROR_CAUSE),
                row.get(SESSION_ORDER.ATTEMPTS),
                row.get(SESSION_ORDER.BOX),
                row.get(SESSION_ORDER.ANSWERED_AT));
    }
}
