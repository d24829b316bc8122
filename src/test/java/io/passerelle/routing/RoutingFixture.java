package io.passerelle.routing;

import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.HostPort;
import io.passerelle.foundation.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives tests of other packages what the store gives the running system. */
public final class RoutingFixture {

    private RoutingFixture() {}

    /** Has the health follow the table. */
    public static void watch(RouteTable table, DestinationHealth health) {
        table.onChange(health::watch);
    }

    /** Puts routes in force. */
    public static void replace(RouteTable table, Route... routes) {
        table.replace(List.of(routes));
    }

    /** Approves networks for one organisation, and no others. */
    public static void approve(AddressGuard guard, UUID organisation, String... networks) {
        guard.replace(Map.of(organisation, Arrays.stream(networks).map(Cidr::of).toList()));
    }

    /** A route without checks. */
    public static Route route(
            UUID organisation, UUID group, int port, int idleSeconds, Destination... destinations) {
        return route(organisation, group, port, idleSeconds, WhenLost.KEEP, destinations);
    }

    /** A route without checks, and with a policy for open connections. */
    public static Route route(
            UUID organisation,
            UUID group,
            int port,
            int idleSeconds,
            WhenLost whenLost,
            Destination... destinations) {
        return new Route(
                Ids.next(),
                organisation,
                group,
                port,
                RouteType.ofPort(port).orElseThrow(),
                "test",
                HealthCheck.NONE,
                idleSeconds,
                whenLost,
                List.of(destinations),
                1);
    }

    /** The same route under another identifier: a later state of that one. */
    public static Route withId(Route route, UUID id) {
        return new Route(
                id,
                route.organisationId(),
                route.groupId(),
                route.inputPort(),
                route.type(),
                route.label(),
                route.healthCheck(),
                route.idleSeconds(),
                route.whenLost(),
                route.destinations(),
                route.version());
    }

    /** A destination of priority 1 and share 1. */
    public static Destination to(String host, int port) {
        return to(host, port, 1, 1);
    }

    /** A destination. */
    public static Destination to(String host, int port, int priority, int share) {
        return new Destination(new HostPort(host, port), priority, share);
    }
}
