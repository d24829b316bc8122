package io.passerelle.routing.store;

import static io.passerelle.store.db.Tables.ROUTE_LINE;

import io.passerelle.foundation.HostPort;
import io.passerelle.foundation.Listing;
import io.passerelle.routing.HealthCheck;
import io.passerelle.routing.LossAction;
import io.passerelle.routing.LossPolicy;
import io.passerelle.routing.RouteLine;
import io.passerelle.routing.RouteType;
import io.passerelle.routing.WhenLost;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The lines of the route page. */
@Repository
public class RouteLineStore {

    private final DSLContext dsl;

    RouteLineStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The list the page shows. */
    public Listing<RouteLine> listing() {
        return JooqListing.of(dsl, ROUTE_LINE, ROUTE_LINE.ID, RouteLineStore::read)
                .ownedBy(ROUTE_LINE.ORGANISATION_ID)
                .sort("inputPort", ROUTE_LINE.INPUT_PORT)
                .sort("type", ROUTE_LINE.TYPE)
                .sort("destination", ROUTE_LINE.HOST)
                .sort("priority", ROUTE_LINE.PRIORITY)
                .sort("share", ROUTE_LINE.SHARE)
                .sort("label", ROUTE_LINE.LABEL)
                .sort("group", ROUTE_LINE.GROUP_NAME)
                .sort("organisation", ROUTE_LINE.ORGANISATION)
                .sort("position", ROUTE_LINE.POSITION)
                .filter("organisationId", Filters.ids(ROUTE_LINE.ORGANISATION_ID))
                .filter("groupId", Filters.ids(ROUTE_LINE.GROUP_ID))
                .filter("routeId", Filters.ids(ROUTE_LINE.ROUTE_ID))
                .filter("type", Filters.oneOf(ROUTE_LINE.TYPE, RouteType.class))
                .filter("inputPort", Filters.numbers(ROUTE_LINE.INPUT_PORT))
                .filter("routed", Filters.truth(ROUTE_LINE.ROUTE_ID.isNotNull()))
                .search(word ->
                        ROUTE_LINE
                                .HOST
                                .containsIgnoreCase(word)
                                .or(ROUTE_LINE.LABEL.containsIgnoreCase(word))
                                .or(ROUTE_LINE.GROUP_NAME.containsIgnoreCase(word))
                                .or(ROUTE_LINE.ORGANISATION.containsIgnoreCase(word))
                                .or(ROUTE_LINE.INPUT_PORT.cast(String.class).eq(word)))
                .usualOrder("organisation", false)
                .usualOrder("group", false)
                .usualOrder("inputPort", false)
                .usualOrder("priority", false)
                .usualOrder("position", false)
                .build();
    }

    private static RouteLine read(Record row) {
        return new RouteLine(
                row.get(ROUTE_LINE.ID),
                row.get(ROUTE_LINE.ORGANISATION_ID),
                row.get(ROUTE_LINE.ORGANISATION),
                row.get(ROUTE_LINE.GROUP_ID),
                row.get(ROUTE_LINE.GROUP_NAME),
                way(row));
    }

    private static RouteLine.@Nullable Way way(Record row) {
        UUID route = row.get(ROUTE_LINE.ROUTE_ID);
        if (route == null || row.get(ROUTE_LINE.HOST) == null) {
            return null;
        }
        return new RouteLine.Way(
                route,
                row.get(ROUTE_LINE.INPUT_PORT),
                RouteType.valueOf(row.get(ROUTE_LINE.TYPE)),
                row.get(ROUTE_LINE.LABEL),
                HealthCheck.valueOf(row.get(ROUTE_LINE.HEALTH_CHECK)),
                new HostPort(row.get(ROUTE_LINE.HOST), row.get(ROUTE_LINE.PORT)),
                row.get(ROUTE_LINE.PRIORITY),
                row.get(ROUTE_LINE.SHARE),
                row.get(ROUTE_LINE.LINK_ID),
                new WhenLost(
                        new LossPolicy(
                                LossAction.valueOf(row.get(ROUTE_LINE.ON_REMOVAL)),
                                row.get(ROUTE_LINE.REMOVAL_DRAIN_SECONDS)),
                        new LossPolicy(
                                LossAction.valueOf(row.get(ROUTE_LINE.ON_FAILURE)),
                                row.get(ROUTE_LINE.FAILURE_DRAIN_SECONDS))));
    }
}
