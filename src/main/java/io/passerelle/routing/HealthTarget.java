package io.passerelle.routing;

import io.passerelle.foundation.HostPort;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has a health of its own: a server together with the way it is tested and reached, so that
 * one customer's wrong test never takes another customer's server out.
 *
 * @param link the egress link it is pinned to; null for none
 */
public record HealthTarget(HostPort target, HealthCheck check, @Nullable UUID link) {

    /** One that is pinned to no link. */
    public HealthTarget(HostPort target, HealthCheck check) {
        this(target, check, null);
    }

    /** The target of a route's destination. */
    public static HealthTarget of(Route route, Destination destination) {
        return new HealthTarget(destination.target(), route.healthCheck(), destination.link());
    }

    /** The target of a route's destination of that host and port. */
    public static HealthTarget of(Route route, HostPort target) {
        for (Destination destination : route.destinations()) {
            if (destination.target().equals(target)) {
                return of(route, destination);
            }
        }
        return new HealthTarget(target, route.healthCheck());
    }
}
