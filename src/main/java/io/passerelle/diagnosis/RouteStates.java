package io.passerelle.diagnosis;

import io.passerelle.diagnosis.RouteState.DestinationState;
import io.passerelle.foundation.Addresses;
import io.passerelle.routing.AddressGuard;
import io.passerelle.routing.Destination;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.DestinationResolver;
import io.passerelle.routing.HealthTarget;
import io.passerelle.routing.Resolution;
import io.passerelle.routing.Route;
import io.passerelle.routing.RouteTable;
import java.net.InetAddress;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The routes of a group as they are in force on this node. From memory, without a look-up. */
@Component
final class RouteStates {

    private final RouteTable table;
    private final DestinationHealth health;
    private final DestinationResolver resolver;
    private final AddressGuard guard;

    RouteStates(
            RouteTable table,
            DestinationHealth health,
            DestinationResolver resolver,
            AddressGuard guard) {
        this.table = table;
        this.health = health;
        this.resolver = resolver;
        this.guard = guard;
    }

    /** By input port. */
    List<RouteState> of(UUID groupId) {
        return table.ofGroup(groupId).stream().map(this::state).toList();
    }

    private RouteState state(Route route) {
        return new RouteState(
                route,
                route.destinations().stream()
                        .map(destination -> state(route, destination))
                        .toList());
    }

    private DestinationState state(Route route, Destination destination) {
        List<InetAddress> known = known(destination.target().host());
        boolean allowed =
                known.isEmpty()
                        || known.stream().anyMatch(at -> guard.allows(route.organisationId(), at));
        return new DestinationState(
                destination, health.of(HealthTarget.of(route, destination)), allowed);
    }

    private List<InetAddress> known(String host) {
        return Addresses.parse(host)
                .map(List::of)
                .orElseGet(() -> resolver.known(host).map(Resolution::addresses).orElse(List.of()));
    }
}
