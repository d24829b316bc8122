package io.passerelle.routing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A route as somebody typed it; nothing of it has been judged yet.
 *
 * @param inputPort without the shift
 * @param type null takes the one the input port belongs to
 */
public record RouteDraft(
        UUID groupId,
        int inputPort,
        @Nullable RouteType type,
        String label,
        HealthCheck healthCheck,
        int idleSeconds,
        WhenLost whenLost,
        List<DestinationDraft> destinations) {

    /** How long neither side may be silent when nobody says otherwise. */
    public static final int USUAL_IDLE_SECONDS = 3600;

    /** Copies the destinations. */
    public RouteDraft {
        destinations = List.copyOf(destinations);
    }

    /** The draft that changes nothing of a route. */
    public static RouteDraft of(Route route) {
        return new RouteDraft(
                route.groupId(),
                route.inputPort(),
                route.type(),
                route.label(),
                route.healthCheck(),
                route.idleSeconds(),
                route.whenLost(),
                route.destinations().stream()
                        .map(d ->
                                new DestinationDraft(
                                        d.target().host(),
                                        d.target().port(),
                                        d.priority(),
                                        d.share(),
                                        d.link()))
                        .toList());
    }
}
