package io.passerelle.routing.store;

import static io.passerelle.store.db.Tables.ROUTE;
import static io.passerelle.store.db.Tables.ROUTE_DESTINATION;
import static io.passerelle.store.db.Tables.SIM_GROUP;

import io.passerelle.foundation.HostPort;
import io.passerelle.foundation.Listing;
import io.passerelle.routing.Destination;
import io.passerelle.routing.HealthCheck;
import io.passerelle.routing.LossAction;
import io.passerelle.routing.LossPolicy;
import io.passerelle.routing.Route;
import io.passerelle.routing.RouteRow;
import io.passerelle.routing.RouteType;
import io.passerelle.routing.WhenLost;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Routes and their destinations. */
@Repository
public class RouteStore {

    private static final Field<List<Destination>> DESTINATIONS =
            DSL.multiset(
                            DSL.select(
                                            ROUTE_DESTINATION.HOST,
                                            ROUTE_DESTINATION.PORT,
                                            ROUTE_DESTINATION.PRIORITY,
                                            ROUTE_DESTINATION.SHARE,
                                            ROUTE_DESTINATION.LINK_ID)
                                    .from(ROUTE_DESTINATION)
                                    .where(ROUTE_DESTINATION.ROUTE_ID.eq(ROUTE.ID))
                                    .orderBy(ROUTE_DESTINATION.POSITION))
                    .as("destinations")
                    .convertFrom(rows -> rows.map(RouteStore::destination));

    /** The transactions that wrote a route and its destinations tell whether they changed. */
    private static final String MARKS =
            """
            select r.id, r.xmin::text || coalesce(d.marks, '') from route r left join
                (select route_id, string_agg(xmin::text, ',' order by position) as marks
                from route_destination group by route_id) d on d.route_id = r.id
            """;

    private final DSLContext dsl;

    RouteStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** What changes with every change of a route, whoever made it, by the route's identifier. */
    public Map<UUID, String> marks() {
        Map<UUID, String> marks = new HashMap<>();
        dsl.fetch(MARKS)
                .forEach(row -> marks.put(row.get(0, UUID.class), row.get(1, String.class)));
        return marks;
    }

    /** All routes, for the data plane, from one statement and so of one moment. */
    public List<Route> all() {
        return read(DSL.noCondition());
    }

    /** Those of these routes that are there, from one statement. */
    public List<Route> some(Collection<UUID> ids) {
        return read(ROUTE.ID.eq(DSL.any(ids.toArray(UUID[]::new))));
    }

    private List<Route> read(Condition which) {
        Map<UUID, Route> heads = new LinkedHashMap<>();
        Map<UUID, List<Destination>> destinations = new LinkedHashMap<>();
        dsl.select(ROUTE.fields())
                .select(
                        ROUTE_DESTINATION.HOST,
                        ROUTE_DESTINATION.PORT,
                        ROUTE_DESTINATION.PRIORITY,
                        ROUTE_DESTINATION.SHARE,
                        ROUTE_DESTINATION.LINK_ID)
                .from(ROUTE)
                .join(ROUTE_DESTINATION)
                .on(ROUTE_DESTINATION.ROUTE_ID.eq(ROUTE.ID))
                .where(which)
                .orderBy(ROUTE_DESTINATION.ROUTE_ID, ROUTE_DESTINATION.POSITION)
                .forEach(row -> {
                    UUID id = row.get(ROUTE.ID);
                    heads.computeIfAbsent(id, first -> route(row, List.of()));
                    destinations
                            .computeIfAbsent(id, first -> new ArrayList<>(1))
                            .add(destination(row));
                });
        return heads.values().stream()
                .map(head -> head.withDestinations(destinations.getOrDefault(head.id(), List.of())))
                .toList();
    }

    /** One route. */
    public Optional<RouteRow> byId(UUID id) {
        return dsl.select(fields())
                .from(ROUTE.join(SIM_GROUP).on(SIM_GROUP.ID.eq(ROUTE.GROUP_ID)))
                .where(ROUTE.ID.eq(id))
                .fetchOptional(RouteStore::row);
    }

    /** Adds one, in the caller's transaction. */
    public void insert(Route route, Instant now) {
        dsl.insertInto(ROUTE)
                .set(ROUTE.ID, route.id())
                .set(ROUTE.ORGANISATION_ID, route.organisationId())
                .set(ROUTE.GROUP_ID, route.groupId())
                .set(ROUTE.INPUT_PORT, route.inputPort())
                .set(ROUTE.TYPE, route.type().name())
                .set(ROUTE.LABEL, route.label())
                .set(ROUTE.HEALTH_CHECK, route.healthCheck().name())
                .set(ROUTE.IDLE_SECONDS, route.idleSeconds())
                .set(whenLost(route.whenLost()))
                .set(ROUTE.CREATED_AT, now)
                .set(ROUTE.UPDATED_AT, now)
                .execute();
        insertDestinations(route);
    }

    /**
     * Changes one, in the caller's transaction; false when the version is no longer the one given.
     */
    public boolean update(Route route, Instant now) {
        int changed =
                dsl.update(ROUTE)
                        .set(ROUTE.GROUP_ID, route.groupId())
                        .set(ROUTE.INPUT_PORT, route.inputPort())
                        .set(ROUTE.TYPE, route.type().name())
                        .set(ROUTE.LABEL, route.label())
                        .set(ROUTE.HEALTH_CHECK, route.healthCheck().name())
                        .set(ROUTE.IDLE_SECONDS, route.idleSeconds())
                        .set(whenLost(route.whenLost()))
                        .set(ROUTE.UPDATED_AT, now)
                        .set(ROUTE.VERSION, ROUTE.VERSION.plus(1))
                        .where(ROUTE.ID.eq(route.id()))
                        .and(ROUTE.VERSION.eq(route.version()))
                        .execute();
        if (changed == 1) {
            dsl.deleteFrom(ROUTE_DESTINATION)
                    .where(ROUTE_DESTINATION.ROUTE_ID.eq(route.id()))
                    .execute();
            insertDestinations(route);
        }
        return changed == 1;
    }

    /** Removes one; false when it is gone already. */
    public boolean delete(UUID id) {
        return dsl.deleteFrom(ROUTE).where(ROUTE.ID.eq(id)).execute() == 1;
    }

    /** The list pages and the API show. */
    public Listing<RouteRow> listing() {
        return JooqListing.of(
                        dsl,
                        ROUTE.join(SIM_GROUP).on(SIM_GROUP.ID.eq(ROUTE.GROUP_ID)),
                        ROUTE.ID,
                        RouteStore::row)
                .select(fields())
                .ownedBy(ROUTE.ORGANISATION_ID)
                .sort("inputPort", ROUTE.INPUT_PORT)
                .sort("type", ROUTE.TYPE)
                .sort("label", ROUTE.LABEL)
                .sort("group", SIM_GROUP.NAME)
                .sort("createdAt", ROUTE.CREATED_AT)
                .sort("updatedAt", ROUTE.UPDATED_AT)
                .filter("organisationId", Filters.ids(ROUTE.ORGANISATION_ID))
                .filter("groupId", Filters.ids(ROUTE.GROUP_ID))
                .filter("inputPort", Filters.numbers(ROUTE.INPUT_PORT))
                .filter("type", Filters.oneOf(ROUTE.TYPE, RouteType.class))
                .filter("onRemoval", Filters.oneOf(ROUTE.ON_REMOVAL, LossAction.class))
                .filter("onFailure", Filters.oneOf(ROUTE.ON_FAILURE, LossAction.class))
                .filter("healthCheck", Filters.oneOf(ROUTE.HEALTH_CHECK, HealthCheck.class))
                .filter(
                        "destination",
                        (key, values) -> DSL.or(values.stream().map(RouteStore::leadsTo).toList()))
                .search(word ->
                        ROUTE.LABEL
                                .containsIgnoreCase(word)
                                .or(SIM_GROUP.NAME.containsIgnoreCase(word))
                                .or(ROUTE.INPUT_PORT.cast(String.class).eq(word))
                                .or(leadsTo(word)))
                .usualOrder("group", false)
                .usualOrder("inputPort", false)
                .build();
    }

    private void insertDestinations(Route route) {
        var insert =
                dsl.insertInto(
                        ROUTE_DESTINATION,
                        ROUTE_DESTINATION.ROUTE_ID,
                        ROUTE_DESTINATION.POSITION,
                        ROUTE_DESTINATION.HOST,
                        ROUTE_DESTINATION.PORT,
                        ROUTE_DESTINATION.PRIORITY,
                        ROUTE_DESTINATION.SHARE,
                        ROUTE_DESTINATION.LINK_ID);
        int position = 0;
        for (Destination destination : route.destinations()) {
            insert =
                    insert.values(
                            route.id(),
                            position++,
                            destination.target().host(),
                            destination.target().port(),
                            destination.priority(),
                            destination.share(),
                            destination.link());
        }
        insert.execute();
    }

    private static Condition leadsTo(String part) {
        return DSL.exists(
                DSL.selectOne()
                        .from(ROUTE_DESTINATION)
                        .where(ROUTE_DESTINATION.ROUTE_ID.eq(ROUTE.ID))
                        .and(ROUTE_DESTINATION.HOST.containsIgnoreCase(part)));
    }

    private static List<SelectFieldOrAsterisk> fields() {
        List<SelectFieldOrAsterisk> fields = new ArrayList<>(List.of(ROUTE.fields()));
        fields.add(SIM_GROUP.NAME);
        fields.add(DESTINATIONS);
        return fields;
    }

    private static RouteRow row(Record row) {
        return new RouteRow(
                route(row, row.get(DESTINATIONS)),
                row.get(SIM_GROUP.NAME),
                row.get(ROUTE.CREATED_AT),
                row.get(ROUTE.UPDATED_AT));
    }

    private static Route route(Record row, List<Destination> destinations) {
        return new Route(
                row.get(ROUTE.ID),
                row.get(ROUTE.ORGANISATION_ID),
                row.get(ROUTE.GROUP_ID),
                row.get(ROUTE.INPUT_PORT),
                RouteType.valueOf(row.get(ROUTE.TYPE)),
                row.get(ROUTE.LABEL),
                HealthCheck.valueOf(row.get(ROUTE.HEALTH_CHECK)),
                row.get(ROUTE.IDLE_SECONDS),
                whenLost(row),
                destinations,
                row.get(ROUTE.VERSION));
    }

    private static Map<Field<?>, Object> whenLost(WhenLost policy) {
        return Map.of(
                ROUTE.ON_REMOVAL, policy.removed().action().name(),
                ROUTE.REMOVAL_DRAIN_SECONDS, policy.removed().drainSeconds(),
                ROUTE.ON_FAILURE, policy.failed().action().name(),
                ROUTE.FAILURE_DRAIN_SECONDS, policy.failed().drainSeconds());
    }

    private static WhenLost whenLost(Record row) {
        return new WhenLost(
                new LossPolicy(
                        LossAction.valueOf(row.get(ROUTE.ON_REMOVAL)),
                        row.get(ROUTE.REMOVAL_DRAIN_SECONDS)),
                new LossPolicy(
                        LossAction.valueOf(row.get(ROUTE.ON_FAILURE)),
                        row.get(ROUTE.FAILURE_DRAIN_SECONDS)));
    }

    private static Destination destination(Record row) {
        return new Destination(
                new HostPort(row.get(ROUTE_DESTINATION.HOST), row.get(ROUTE_DESTINATION.PORT)),
                row.get(ROUTE_DESTINATION.PRIORITY),
                row.get(ROUTE_DESTINATION.SHARE),
                row.get(ROUTE_DESTINATION.LINK_ID));
    }
}
