package io.passerelle.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All routes, in memory, for the data plane. One writer swaps the whole snapshot after a committed
 * change; readers never wait and never see half of it. Connections that have their route keep it.
 */
public final class RouteTable {

    private record Key(UUID groupId, int inputPort) {}

    private volatile Map<Key, Route> routes = Map.of();
    private volatile Map<UUID, Route> byId = Map.of();
    private final List<Consumer<Collection<Route>>> watchers = new CopyOnWriteArrayList<>();

    /** The route of a group's port; null when there is none. */
    public @Nullable Route match(UUID groupId, int inputPort) {
        return routes.get(new Key(groupId, inputPort));
    }

    /** A route, wherever it leads now; null when there is none of that identifier. */
    public @Nullable Route byId(UUID id) {
        return byId.get(id);
    }

    /** Every route, in no order. */
    public Collection<Route> all() {
        return routes.values();
    }

    /** A group's routes by input port. */
    public List<Route> ofGroup(UUID groupId) {
        Map<Key, Route> now = routes;
        List<Route> found = new ArrayList<>();
        for (int port : RouteType.inputPorts()) {
            Route route = now.get(new Key(groupId, port));
            if (route != null) {
                found.add(route);
            }
        }
        return found;
    }

    /** The hosts that routes lead to. */
    static Set<String> hosts(Collection<Route> routes) {
        Set<String> hosts = new HashSet<>();
        for (Route route : routes) {
            route.destinations().forEach(destination -> hosts.add(destination.target().host()));
        }
        return hosts;
    }

    /** Puts a new snapshot in force. Called by one thread at a time. */
    void replace(Collection<Route> all) {
        Map<Key, Route> next = HashMap.newHashMap(all.size());
        Map<UUID, Route> nextById = HashMap.newHashMap(all.size());
        for (Route route : all) {
            next.put(new Key(route.groupId(), route.inputPort()), route);
            nextById.put(route.id(), route);
        }
        routes = next;
        byId = nextById;
        watchers.forEach(watcher -> watcher.accept(next.values()));
    }

    /** Tells the watcher every later snapshot, on the writer's thread. */
    public void onChange(Consumer<Collection<Route>> watcher) {
        watchers.add(watcher);
    }
}
