package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.ACCESS_POINT;
import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_ACTIVITY;
import static io.passerelle.store.db.Tables.SIM_GROUP;

import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Visible;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimGuards;
import io.passerelle.sims.SimKind;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.CardWords;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.net.InetAddress;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** SIM cards. */
@Repository
public class SimStore {

    private static final String OPERATORS =
            """
            with recursive names as (
                (select operator from sim where operator > '' order by operator limit 1)
                union all
                select (select s.operator from sim s where s.operator > n.operator
                    order by s.operator limit 1)
                from names n where n.operator is not null
            )
            select operator from names where operator is not null limit ?
            """;

    private static final Table<?> WITH_NAMES =
            SIM.join(SIM_ACTIVITY)
                    .on(SIM_ACTIVITY.SIM_ID.eq(SIM.ID))
                    .join(SIM_GROUP)
                    .on(SIM.GROUP_ID.eq(SIM_GROUP.ID))
                    .leftJoin(ACCESS_POINT)
                    .on(SIM.ACCESS_POINT_ID.eq(ACCESS_POINT.ID));

    private final DSLContext dsl;

    SimStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The list pages and the API show. */
    public Listing<Sim> listing() {
        return JooqListing.of(dsl, SIM, SIM.ID, SimStore::read)
                .join(SIM_ACTIVITY, SIM_ACTIVITY.SIM_ID.eq(SIM.ID))
                .join(SIM_GROUP, SIM_GROUP.ID.eq(SIM.GROUP_ID))
                .leftJoin(ACCESS_POINT, ACCESS_POINT.ID.eq(SIM.ACCESS_POINT_ID))
                .alone(SIM_ACTIVITY, SIM_ACTIVITY.SIM_ID, SIM_ACTIVITY.ORGANISATION_ID)
                .ownedBy(SIM.ORGANISATION_ID)
                .sortUnique("iccid", SIM.ICCID)
                .sort("msisdn", SIM.MSISDN)
                .sort("imsi", SIM.IMSI)
                .sort("operator", SIM.OPERATOR)
                .sort("status", SIM.STATUS)
                .sort("label", SIM.LABEL)
                // one index holds group, card and owner: no card has to be read to sort them
                .sort("group", SIM_GROUP.NAME, SIM.GROUP_ID)
                .sortSparse("address", SIM_ACTIVITY.ADDRESS)
                .sortSparse("lastRadiusAt", SIM_ACTIVITY.LAST_RADIUS_AT)
                // what was carried in an earlier month shows as nothing, and stands there
                .sort("monthBytes", SIM_ACTIVITY.MONTH, SIM_ACTIVITY.MONTH_BYTES)
                .sort("expiresAt", SIM.EXPIRES_AT)
                .sort("createdAt", SIM.CREATED_AT)
                .filter("id", Filters.ids(SIM.ID))
                .filter("organisationId", Filters.ids(SIM.ORGANISATION_ID))
                .filter("groupId", Filters.ids(SIM.GROUP_ID))
                .filter("status", Filters.oneOf(SIM.STATUS, SimStatus.class))
                .filter("operator", Filters.anyOf(SIM.OPERATOR))
                .filter("kind", KindFilter::on)
                .filter("roaming", Filters.truth(SIM.ROAMING))
                .filter("tag", SimTagStore::filter)
                .filter("guard", GuardFilter::on)
                .filter("imei", GuardFilter::device)
                .filter("online", Filters.truth(SIM_ACTIVITY.SESSION_ID.isNotNull()), SIM_ACTIVITY)
                .filter("iccid", Filters.anyOf(SIM.ICCID))
                .filter("msisdn", Filters.anyOf(SIM.MSISDN))
                .filter("imsi", Filters.anyOf(SIM.IMSI))
                .filter("address", Filters.within(SIM_ACTIVITY.ADDRESS), SIM_ACTIVITY)
                .search(CardWords::of)
                .countInPart(query -> !query.search().isEmpty())
                .usualOrder("iccid", false)
                .build();
    }

    /** One card. */
    public Optional<Sim> byId(UUID id) {
        return dsl.select(WITH_NAMES.fields())
                .from(WITH_NAMES)
                .where(SIM.ID.eq(id))
                .fetchOptional(SimStore::read);
    }

    /**
     * The mobile operators of the cards somebody sees, by name; at most so many. Who sees
     * everything gets each name by one look into the index: reading a million cards for a handful
     * of names takes longer than a page may.
     */
    public List<String> operators(Visible visible, int limit) {
        return switch (visible) {
            case Visible.Everything ignored ->
                    dsl.fetch(OPERATORS, limit).getValues(0, String.class);
            case Visible.Organisations(Set<UUID> ids) ->
                    dsl.selectDistinct(SIM.OPERATOR)
                            .from(SIM)
                            .where(SIM.ORGANISATION_ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                            .and(SIM.OPERATOR.ne(""))
                            .orderBy(SIM.OPERATOR)
                            .limit(limit)
                            .fetch(SIM.OPERATOR);
        };
    }

    /** Adds a card; its group's name and the network's facts are not stored from it. */
    public void insert(Sim sim, byte @Nullable [] sealedPassword) {
        dsl.insertInto(SIM)
                .set(SIM.ID, sim.id())
                .set(SIM.ORGANISATION_ID, sim.organisationId())
                .set(SIM.GROUP_ID, sim.groupId())
                .set(SIM.ACCESS_POINT_ID, sim.accessPointId())
                .set(SIM.ICCID, sim.iccid())
                .set(SIM.MSISDN, sim.msisdn())
                .set(SIM.IMSI, sim.imsi())
                .set(SIM.OPERATOR, sim.operator())
                .set(SIM.KIND, sim.kind().name())
                .set(SIM.STATUS, sim.status().name())
                .set(SIM.LABEL, sim.label())
                .set(SIM.USER_NAME, sim.userName())
                .set(SIM.PASSWORD, sealedPassword)
                .set(SIM.STATIC_ADDRESS, sim.staticAddress())
                .execute();
    }

    /**
     * Writes what people may change; false when the version is no longer the one given.
     *
     * @param newPassword the sealed password to set; null leaves the old one unless {@code
     *     sim.hasPassword()} is false
     */
    public boolean update(Sim sim, byte @Nullable [] newPassword) {
        SimGuards guards = sim.guards();
        SimGuards.ExpiryAction action = guards.expiryAction();
        Field<byte[]> password =
                newPassword != null
                        ? DSL.val(newPassword)
                        : sim.hasPassword() ? SIM.PASSWORD : DSL.val((byte[]) null, SIM.PASSWORD);
        return dsl.update(SIM)
                        .set(SIM.LABEL, sim.label())
                        .set(SIM.GROUP_ID, sim.groupId())
                        .set(SIM.USER_NAME, sim.userName())
                        .set(SIM.PASSWORD, password)
                        .set(SIM.STATUS, sim.status().name())
                        .set(
                                SIM.STATUS_BEFORE,
                                sim.statusBefore() == null ? null : sim.statusBefore().name())
                        .set(SIM.KIND, sim.kind().name())
                        .set(SIM.STATIC_ADDRESS, sim.staticAddress())
                        .set(SIM.ACCESS_POINT_ID, sim.accessPointId())
                        .set(SIM.TAGS, sim.tags().toArray(String[]::new))
                        .set(SIM.IMEI, guards.imei())
                        .set(SIM.TERMINATION_PROTECTED, guards.terminationProtected())
                        .set(SIM.EXPIRES_AT, guards.expiresAt())
                        .set(SIM.EXPIRY_ACTION, action == null ? null : action.name())
                        .set(SIM.EXPIRY_DONE_AT, guards.expiryDoneAt())
                        .set(SIM.EXPIRY_PROBLEM, guards.expiryProblem())
                        .set(SIM.EXPIRY_RETRY_AT, sameDate(guards, SIM.EXPIRY_RETRY_AT))
                        .set(
                                SIM.EXPIRY_ATTEMPTS,
                                DSL.coalesce(sameDate(guards, SIM.EXPIRY_ATTEMPTS), DSL.inline(0)))
                        .set(SIM.EXPIRY_WARNED_AT, sameDate(guards, SIM.EXPIRY_WARNED_AT))
                        .set(SIM.VERSION, SIM.VERSION.plus(1))
                        .where(SIM.ID.eq(sim.id()))
                        .and(SIM.VERSION.eq(sim.version()))
                        .execute()
                == 1;
    }

    /** What was noted of a card's date, as long as it is not another one. */
    private static <T> Field<T> sameDate(SimGuards guards, Field<T> noted) {
        return DSL.when(SIM.EXPIRES_AT.isNotDistinctFrom(guards.expiresAt()), noted);
    }

    /** Puts cards of one organisation into a group; the number of cards moved. */
    public int move(Collection<UUID> ids, UUID organisationId, UUID groupId) {
        return dsl.update(SIM)
                .set(SIM.GROUP_ID, groupId)
                .set(SIM.VERSION, SIM.VERSION.plus(1))
                .where(SIM.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .and(SIM.ORGANISATION_ID.eq(organisationId))
                .execute();
    }

    /** Makes ordered cards activatable; the number of those that were ordered. */
    public int delivered(Collection<UUID> ids) {
        return dsl.update(SIM)
                .set(SIM.STATUS, SimStatus.ACTIVATABLE.name())
                .set(SIM.VERSION, SIM.VERSION.plus(1))
                .where(SIM.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .and(SIM.STATUS.eq(SimStatus.ORDERED.name()))
                .execute();
    }

    /**
     * Cards by their numbers, which nobody else changes before the end of the transaction; those
     * that are there and seen. Others are not even locked: naming somebody else's card in a file
     * must not hold up what they do.
     */
    public List<Sim> locked(Collection<String> iccids, Visible visible) {
        return dsl.select(WITH_NAMES.fields())
                .from(WITH_NAMES)
                .where(SIM.ICCID.eq(DSL.any(iccids.toArray(String[]::new))))
                .and(seen(visible))
                .orderBy(SIM.ID) // everybody in one order, so that no two wait for each other
                .forNoKeyUpdate() // sessions of the card may begin meanwhile
                .of(SIM)
                .fetch(SimStore::read);
    }

    private static Condition seen(Visible visible) {
        return switch (visible) {
            case Visible.Everything ignored -> DSL.trueCondition();
            case Visible.Organisations(Set<UUID> organisations) ->
                    SIM.ORGANISATION_ID.eq(DSL.any(organisations.toArray(UUID[]::new)));
        };
    }

    /** The numbers of those of some cards that somebody sees. */
    public Map<UUID, String> iccids(Collection<UUID> ids, Visible visible) {
        return dsl.select(SIM.ID, SIM.ICCID)
                .from(SIM)
                .where(SIM.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .and(seen(visible))
                .fetchMap(SIM.ID, SIM.ICCID);
    }

    /** Gives cards other labels. */
    public void label(Map<Sim, String> labels) {
        UUID[] ids = labels.keySet().stream().map(Sim::id).toArray(UUID[]::new);
        String[] texts = labels.values().toArray(String[]::new);
        dsl.execute(
                """
                update sim set label = given.label, version = version + 1
                from unnest({0}, {1}) as given (id, label) where sim.id = given.id
                """,
                DSL.val(ids), DSL.val(texts));
    }

    /** The cards among those given that belong to an organisation, with where they are. */
    public Map<UUID, SimStatus> ofOrganisation(Collection<UUID> ids, UUID organisationId) {
        return dsl.select(SIM.ID, SIM.STATUS)
                .from(SIM)
                .where(SIM.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .and(SIM.ORGANISATION_ID.eq(organisationId))
                .fetchMap(SIM.ID, row -> SimStatus.valueOf(row.get(SIM.STATUS)));
    }

    private static @Nullable SimStatus status(@Nullable String name) {
        return name == null ? null : SimStatus.valueOf(name);
    }

    private static SimGuards guards(Record row) {
        String action = row.get(SIM.EXPIRY_ACTION);
        return new SimGuards(
                row.get(SIM.IMEI),
                row.get(SIM.TERMINATION_PROTECTED),
                row.get(SIM.EXPIRES_AT),
                action == null ? null : SimGuards.ExpiryAction.valueOf(action),
                row.get(SIM.EXPIRY_DONE_AT),
                row.get(SIM.EXPIRY_PROBLEM));
    }

    private static Sim read(Record row) {
        @Nullable InetAddress address = row.get(SIM_ACTIVITY.ADDRESS);
        return new Sim(
                row.get(SIM.ID),
                row.get(SIM.ORGANISATION_ID),
                row.get(SIM.GROUP_ID),
                row.get(SIM_GROUP.NAME),
                row.get(SIM.ACCESS_POINT_ID),
                row.get(ACCESS_POINT.NAME),
                row.get(SIM.ICCID),
                row.get(SIM.MSISDN),
                row.get(SIM.IMSI),
                row.get(SIM.OPERATOR),
                SimKind.valueOf(row.get(SIM.KIND)),
                SimStatus.valueOf(row.get(SIM.STATUS)),
                status(row.get(SIM.STATUS_BEFORE)),
                row.get(SIM.ROAMING),
                List.of(row.get(SIM.OPTIONS)),
                row.get(SIM.LABEL),
                row.get(SIM.USER_NAME),
                row.get(SIM.PASSWORD) != null,
                row.get(SIM.STATIC_ADDRESS),
                row.get(SIM.SESSION_LIMIT),
                row.get(SIM.MAX_CONNECTIONS),
                row.get(SIM_ACTIVITY.SESSION_ID),
                address,
                row.get(SIM_ACTIVITY.LAST_RADIUS_AT),
                bytesOfThisMonth(row),
                List.of(row.get(SIM.TAGS)),
                guards(row),
                row.get(SIM.REPLACES_ID),
                row.get(SIM.REPLACED_BY_ID),
                row.get(SIM.CREATED_AT),
                row.get(SIM.VERSION));
    }

    /**
     * The counter is of the month it names: a card that was silent since shows nothing, without a
     * nightly job.
     */
    private static long bytesOfThisMonth(Record row) {
        LocalDate month = row.get(SIM_ACTIVITY.MONTH);
        LocalDate current = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);
        return current.equals(month) ? row.get(SIM_ACTIVITY.MONTH_BYTES) : 0;
    }
}
