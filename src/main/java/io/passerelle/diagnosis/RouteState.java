package io.passerelle.diagnosis;

import io.passerelle.routing.Destination;
import io.passerelle.routing.Health;
import io.passerelle.routing.Route;
import java.util.List;

/** A route that applies to a card now, and how its destinations are doing, as this node sees it. */
public record RouteState(Route route, List<DestinationState> destinations) {

    /** Copies. */
    public RouteState {
        destinations = List.copyOf(destinations);
    }

    /**
     * One destination.
     *
     * @param allowed false when it is known that none of its addresses may be dialled
     */
    public record DestinationState(Destination destination, Health health, boolean allowed) {

        /** Whether connections can be expected to reach it. */
        public boolean isUsable() {
            return allowed && !(health instanceof Health.Down);
        }
    }

    /** Whether any destination can be expected to take a connection. */
    public boolean isUsable() {
        return destinations.stream().anyMatch(DestinationState::isUsable);
    }
}
