package io.passerelle.routing;

import io.passerelle.routing.store.RouteStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Every route as it was last read. Somebody saves one of thousands: only what changed since is read
 * again, so that a change is in force as soon with many routes as with few.
 */
final class KnownRoutes {

    /** From so many on they are read as at the start. */
    private static final int MANY = 500;

    private final RouteStore store;
    private final Map<UUID, String> marks = new HashMap<>();
    private final Map<UUID, Route> routes = new HashMap<>();

    KnownRoutes(RouteStore store) {
        this.store = store;
    }

    /** Every route as it is now. Called by one thread at a time. */
    Collection<Route> read() {
        // The marks first: what changes after them has another mark at the next reading.
        Map<UUID, String> now = store.marks();
        List<UUID> changed =
                now.entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(marks.get(entry.getKey())))
                        .map(Map.Entry::getKey)
                        .toList();
        List<Route> fresh =
                changed.isEmpty()
                        ? List.of()
                        : changed.size() < MANY ? store.some(changed) : store.all();
        changed.forEach(routes::remove);
        fresh.forEach(route -> routes.put(route.id(), route));
        routes.keySet().retainAll(now.keySet());
        marks.clear();
        marks.putAll(now);
        return List.copyOf(routes.values());
    }
}
