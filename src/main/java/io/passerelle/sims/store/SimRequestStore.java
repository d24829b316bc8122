package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_REQUEST;

import io.passerelle.foundation.Listing;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.CardWords;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Requests to mobile operators. */
@Repository
public class SimRequestStore {

    static final List<SelectFieldOrAsterisk> FIELDS = fields();

    /** By leaps through the index. */
    private static final String WAITING =
            """
            with recursive who (operator) as (
                (select operator from sim_request where state in ('PENDING', 'SENT')
                    and next_attempt_at is not null order by operator limit 1)
                union all
                select (select r.operator from sim_request r where r.state in ('PENDING', 'SENT')
                    and r.next_attempt_at is not null and r.operator > w.operator
                    order by r.operator limit 1)
                from who w where w.operator is not null
            )
            select operator from who where operator is not null
            """;

    /** The first ones of each operator. */
    private static final String DUE =
            """
            select due.id from unnest({0}::text[]) with ordinality as chosen (operator, n) cross join lateral (
                select q.id from sim_request q where q.operator = chosen.operator
                and q.state in ('PENDING', 'SENT') and q.next_attempt_at <= now()
                order by q.next_attempt_at limit {1} for update skip locked) due
            limit {2}
            """;

    private final DSLContext dsl;

    SimRequestStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    private static List<SelectFieldOrAsterisk> fields() {
        List<SelectFieldOrAsterisk> fields = new ArrayList<>(List.of(SIM_REQUEST.fields()));
        fields.addAll(List.of(SIM.ICCID, SIM.LABEL));
        return List.copyOf(fields);
    }

    /** The list pages and the API show. */
    public Listing<SimRequest> listing() {
        return JooqListing.of(dsl, SIM_REQUEST, SIM_REQUEST.ID, SimRequestStore::read)
                .join(SIM, SIM.ID.eq(SIM_REQUEST.SIM_ID))
                .select(FIELDS)
                .ownedBy(SIM_REQUEST.ORGANISATION_ID)
                .sort("askedAt", SIM_REQUEST.ASKED_AT)
                .sort("iccid", SIM.ICCID)
                .sort("action", SIM_REQUEST.ACTION)
                .sort("state", SIM_REQUEST.STATE)
                .sort("operator", SIM_REQUEST.OPERATOR)
                .filter("id", Filters.ids(SIM_REQUEST.ID))
                .filter("simId", Filters.ids(SIM_REQUEST.SIM_ID))
                .filter("organisationId", Filters.ids(SIM_REQUEST.ORGANISATION_ID))
                .filter("state", Filters.oneOf(SIM_REQUEST.STATE, RequestState.class))
                .filter("action", Filters.oneOf(SIM_REQUEST.ACTION, SimAction.class))
                .filter("adapter", Filters.anyOf(SIM_REQUEST.ADAPTER))
                .filter("operator", Filters.anyOf(SIM_REQUEST.OPERATOR))
                .search(word -> CardWords.of(dsl, SIM_REQUEST.SIM_ID, word))
                .usualOrder("askedAt", true)
                .build();
    }

    /** One request. */
    public Optional<SimRequest> byId(UUID id) {
        return dsl.select(FIELDS)
                .from(SIM_REQUEST)
                .join(SIM)
                .on(SIM.ID.eq(SIM_REQUEST.SIM_ID))
                .where(SIM_REQUEST.ID.eq(id))
                .fetchOptional(SimRequestStore::read);
    }

    /**
     * One request, which nobody else changes before the end of the transaction. Its card is held
     * first, like wherever many are held, so that no two wait for each other.
     */
    public Optional<SimRequest> locked(UUID id) {
        dsl.select(SIM.ID)
                .from(SIM)
                .where(
                        SIM.ID.eq(
                                DSL.select(SIM_REQUEST.SIM_ID)
                                        .from(SIM_REQUEST)
                                        .where(SIM_REQUEST.ID.eq(id))))
                .forNoKeyUpdate()
                .fetch();
        dsl.selectOne().from(SIM_REQUEST).where(SIM_REQUEST.ID.eq(id)).forUpdate().fetch();
        return byId(id);
    }

    /** The one a card waits for, if there is one, locked like {@link #locked}. */
    public Optional<SimRequest> openOf(UUID simId) {
        return dsl.select(SIM_REQUEST.ID)
                .from(SIM_REQUEST)
                .where(SIM_REQUEST.SIM_ID.eq(simId))
                .and(SIM_REQUEST.STATE.in("PENDING", "SENT"))
                .fetchOptional(SIM_REQUEST.ID)
                .flatMap(this::locked)
                .filter(request -> request.state().isOpen());
    }

    /** Adds one, to be taken up at once. */
    public void insert(SimRequest request) {
        dsl.insertInto(SIM_REQUEST)
                .set(SIM_REQUEST.ID, request.id())
                .set(SIM_REQUEST.SIM_ID, request.simId())
                .set(SIM_REQUEST.ORGANISATION_ID, request.organisationId())
                .set(SIM_REQUEST.ACTION, request.action().name())
                .set(SIM_REQUEST.STATUS_BEFORE, request.before().name())
                .set(SIM_REQUEST.COMMENT, request.comment())
                .set(SIM_REQUEST.ASKED_BY, request.askedBy())
                .set(SIM_REQUEST.OPERATOR, request.operator())
                .set(SIM_REQUEST.NEW_ICCID, request.newCard().iccid())
                .set(SIM_REQUEST.NEW_IMSI, request.newCard().imsi())
                .execute();
    }

    /** The mobile operators who have requests waiting, due or not, as the cards name them. */
    public List<String> operatorsWaiting() {
        return dsl.fetch(WAITING).getValues(0, String.class);
    }

    /**
     * Takes those that are due for one node alone; if it dies, another takes them up when the lease
     * is over. Of each operator so many at most: who has a million waiting is not before the
     * others.
     *
     * @param operators whose, the first of them first
     */
    public List<SimRequest> claim(List<String> operators, int each, int atMost, Duration lease) {
        UUID[] ids =
                dsl.fetch(
                                DUE,
                                DSL.val(operators.toArray(String[]::new)),
                                DSL.val(each),
                                DSL.val(atMost))
                        .getValues(0, UUID.class)
                        .toArray(UUID[]::new);
        if (ids.length == 0) {
            return List.of();
        }
        dsl.update(SIM_REQUEST)
                .set(SIM_REQUEST.ATTEMPTS, SIM_REQUEST.ATTEMPTS.plus(1))
                .set(SIM_REQUEST.NEXT_ATTEMPT_AT, in(lease))
                .where(SIM_REQUEST.ID.eq(DSL.any(ids)))
                .execute();
        return dsl.select(FIELDS)
                .from(SIM_REQUEST)
                .join(SIM)
                .on(SIM.ID.eq(SIM_REQUEST.SIM_ID))
                .where(SIM_REQUEST.ID.eq(DSL.any(ids)))
                .fetch(SimRequestStore::read);
    }

    /** Writes how far it has come. */
    public void sent(UUID id, String adapter, String reference, @Nullable Duration lookAgain) {
        dsl.update(SIM_REQUEST)
                .set(SIM_REQUEST.STATE, RequestState.SENT.name())
                .set(SIM_REQUEST.ATTEMPTS, 0) // looking again is no failure
                .set(SIM_REQUEST.ADAPTER, adapter)
                .set(SIM_REQUEST.REFERENCE, reference)
                .set(SIM_REQUEST.SENT_AT, DSL.coalesce(SIM_REQUEST.SENT_AT, in(Duration.ZERO)))
                .set(SIM_REQUEST.REASON, "")
                .set(SIM_REQUEST.REASON_CODE, "")
                .set(SIM_REQUEST.REASON_ARGUMENTS, new String[0])
                .set(
                        SIM_REQUEST.NEXT_ATTEMPT_AT,
                        lookAgain == null
                                ? DSL.castNull(SIM_REQUEST.NEXT_ATTEMPT_AT)
                                : in(lookAgain))
                .where(SIM_REQUEST.ID.eq(id))
                .and(SIM_REQUEST.STATE.in("PENDING", "SENT"))
                .execute();
    }

    /** Writes that it could not be handed over this time. */
    public void later(UUID id, String adapter, Reason reason, Duration wait) {
        dsl.update(SIM_REQUEST)
                .set(SIM_REQUEST.ADAPTER, adapter)
                .set(SIM_REQUEST.REASON, reason.text())
                .set(SIM_REQUEST.REASON_CODE, reason.code())
                .set(SIM_REQUEST.REASON_ARGUMENTS, reason.arguments().toArray(String[]::new))
                .set(SIM_REQUEST.NEXT_ATTEMPT_AT, in(wait))
                .where(SIM_REQUEST.ID.eq(id))
                .and(SIM_REQUEST.STATE.in("PENDING", "SENT"))
                .execute();
    }

    /** Writes what became of it in the end. */
    public void ended(UUID id, RequestState state, String by, Reason reason) {
        dsl.update(SIM_REQUEST)
                .set(SIM_REQUEST.STATE, state.name())
                .set(SIM_REQUEST.ANSWERED_AT, in(Duration.ZERO))
                .set(SIM_REQUEST.ANSWERED_BY, by)
                .set(SIM_REQUEST.REASON, reason.text())
                .set(SIM_REQUEST.REASON_CODE, reason.code())
                .set(SIM_REQUEST.REASON_ARGUMENTS, reason.arguments().toArray(String[]::new))
                .set(SIM_REQUEST.NEXT_ATTEMPT_AT, DSL.castNull(SIM_REQUEST.NEXT_ATTEMPT_AT))
                .where(SIM_REQUEST.ID.eq(id))
                .execute();
    }

    /** Writes which card took the place. */
    public void replaced(UUID id, UUID newSim) {
        dsl.update(SIM_REQUEST)
                .set(SIM_REQUEST.NEW_SIM_ID, newSim)
                .where(SIM_REQUEST.ID.eq(id))
                .execute();
    }

    /** Adds to what is told of one that has ended. */
    public void note(UUID id, Reason reason) {
        dsl.update(SIM_REQUEST)
                .set(SIM_REQUEST.REASON, reason.text())
                .set(SIM_REQUEST.REASON_CODE, reason.code())
                .set(SIM_REQUEST.REASON_ARGUMENTS, reason.arguments().toArray(String[]::new))
                .where(SIM_REQUEST.ID.eq(id))
                .execute();
    }

    /**
     * Moves a card from one status to another.
     *
     * @param version null for whatever it is
     * @return false when the card was not in that status, or of another version
     */
    public boolean move(
            UUID simId,
            @Nullable Integer version,
            SimStatus from,
            SimStatus to,
            @Nullable SimStatus before) {
        var update =
                dsl.update(SIM)
                        .set(SIM.STATUS, to.name())
                        .set(SIM.STATUS_BEFORE, before == null ? null : before.name())
                        .set(SIM.VERSION, SIM.VERSION.plus(1));
        if (!to.keepsAddress()) {
            update = update.setNull(SIM.STATIC_ADDRESS);
        }
        return update.where(SIM.ID.eq(simId))
                        .and(SIM.STATUS.eq(from.name()))
                        .and(version == null ? DSL.trueCondition() : SIM.VERSION.eq(version))
                        .execute()
                == 1;
    }

    static org.jooq.Field<Instant> in(Duration wait) {
        return DSL.field(
                "now() + make_interval(secs => {0})",
                SIM_REQUEST.NEXT_ATTEMPT_AT.getDataType(), DSL.val(wait.toMillis() / 1000.0));
    }

    static SimRequest read(Record row) {
        return new SimRequest(
                row.get(SIM_REQUEST.ID),
                row.get(SIM_REQUEST.SIM_ID),
                row.get(SIM.ICCID),
                row.get(SIM.LABEL),
                row.get(SIM_REQUEST.ORGANISATION_ID),
                SimAction.valueOf(row.get(SIM_REQUEST.ACTION)),
                RequestState.valueOf(row.get(SIM_REQUEST.STATE)),
                SimStatus.valueOf(row.get(SIM_REQUEST.STATUS_BEFORE)),
                row.get(SIM_REQUEST.COMMENT),
                row.get(SIM_REQUEST.ASKED_BY),
                row.get(SIM_REQUEST.ASKED_AT),
                row.get(SIM_REQUEST.OPERATOR),
                row.get(SIM_REQUEST.ADAPTER),
                row.get(SIM_REQUEST.ATTEMPTS),
                row.get(SIM_REQUEST.NEXT_ATTEMPT_AT),
                row.get(SIM_REQUEST.SENT_AT),
                row.get(SIM_REQUEST.REFERENCE),
                row.get(SIM_REQUEST.ANSWERED_AT),
                row.get(SIM_REQUEST.ANSWERED_BY),
                new Reason(
                        row.get(SIM_REQUEST.REASON),
                        row.get(SIM_REQUEST.REASON_CODE),
                        List.of(row.get(SIM_REQUEST.REASON_ARGUMENTS))),
                new NewCard(row.get(SIM_REQUEST.NEW_ICCID), row.get(SIM_REQUEST.NEW_IMSI), ""),
                row.get(SIM_REQUEST.NEW_SIM_ID));
    }
}
