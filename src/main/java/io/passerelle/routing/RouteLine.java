package io.passerelle.routing;

import io.passerelle.foundation.HostPort;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the route page (M2M-24): one destination of a route, or a group that has no route.
 *
 * @param way null for a group without routes
 */
public record RouteLine(
        UUID id,
        UUID organisationId,
        String organisation,
        UUID groupId,
        String group,
        @Nullable Way way) {

    /**
     * The route and the destination the line is about.
     *
     * @param inputPort without the shift
     * @param link the egress link the destination is pinned to; null for none
     */
    public record Way(
            UUID routeId,
            int inputPort,
            RouteType type,
            String label,
            HealthCheck healthCheck,
            HostPort target,
            int priority,
            int share,
            @Nullable UUID link,
            WhenLost whenLost) {

        /** What its health is kept under. */
        public HealthTarget healthTarget() {
            return new HealthTarget(target, healthCheck, link);
        }
    }
}
