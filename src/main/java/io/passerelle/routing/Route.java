package io.passerelle.routing;

import io.passerelle.foundation.HostPort;
import java.util.List;
import java.util.UUID;

/**
 * The way from an input port of the gateway to one or more servers, for all SIM cards of a group
 * (SPEC M2M-21).
 *
 * @param inputPort without the shift
 * @param idleSeconds how long neither side may be silent, 1 to 604,800
 * @param whenLost what becomes of open connections whose destination is lost
 * @param destinations 1 to {@link #DESTINATIONS_AT_MOST}, in the order of the editor
 * @param version counts the changes; a change names the one it read
 */
public record Route(
        UUID id,
        UUID organisationId,
        UUID groupId,
        int inputPort,
        RouteType type,
        String label,
        HealthCheck healthCheck,
        int idleSeconds,
        WhenLost whenLost,
        List<Destination> destinations,
        int version) {

    /** How many destinations a route may have. */
    public static final int DESTINATIONS_AT_MOST = 64;

    /** Copies the destinations. */
    public Route {
        destinations = List.copyOf(destinations);
    }

    /** Whether it leads to that host and port: that is what a destination is known by. */
    public boolean leadsTo(HostPort target) {
        for (Destination destination : destinations) {
            if (destination.target().equals(target)) {
                return true;
            }
        }
        return false;
    }

    /** The same route with other destinations. */
    public Route withDestinations(List<Destination> others) {
        return new Route(
                id,
                organisationId,
                groupId,
                inputPort,
                type,
                label,
                healthCheck,
                idleSeconds,
                whenLost,
                others,
                version);
    }
}
