package io.passerelle.routing;

import io.passerelle.foundation.HostPort;

/**
 * What has a health of its own: a server together with the way it is tested, so that one customer's
 * wrong test never takes another customer's server out.
 */
public record HealthTarget(HostPort target, HealthCheck check) {

    /** The target of a route's destination. */
    public static HealthTarget of(Route route, Destination destination) {
        return new HealthTarget(destination.target(), route.healthCheck());
    }
}
