package io.passerelle.relay;

import io.passerelle.connections.LiveConnections;
import io.passerelle.foundation.HostPort;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.Health;
import io.passerelle.routing.HealthTarget;
import io.passerelle.routing.LossPolicy;
import io.passerelle.routing.Route;
import io.passerelle.routing.RouteTable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells which open connections have lost their destination, and has them look again when something
 * changed: a route, a destination's health, a card's group (SPEC M2M-31).
 *
 * <p>A destination is a host and port within a route, whatever its priority, share or address. It
 * is removed when the route no longer names it, is gone, or no longer belongs to the card's group.
 */
final class Losses implements AutoCloseable {

    /** Changes that come faster are looked at together: looking costs as many are open. */
    private static final int SPACING_MILLIS = 50;

    private final RouteTable routes;
    private final DestinationHealth health;
    private final Function<UUID, @Nullable UUID> groupOf;
    private final LiveConnections live;
    private final AtomicBoolean changed = new AtomicBoolean();

    /** Routes that are gone and may still have open connections, as they were last. */
    private final Map<UUID, Route> gone = new ConcurrentHashMap<>();

    private Collection<Route> before = Set.of();
    private final ExecutorService looking =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("losses").factory());

    /**
     * @param groupOf the group of a card now; null for one that is not known
     */
    Losses(
            RouteTable routes,
            DestinationHealth health,
            Function<UUID, @Nullable UUID> groupOf,
            LiveConnections live) {
        this.routes = routes;
        this.health = health;
        this.groupOf = groupOf;
        this.live = live;
        routes.onChange(this::remember);
        health.onChange(this::changed);
    }

    /**
     * In which ways a connection's destination is lost, with the policy for each.
     *
     * @param removed null while its route leads there
     * @param failed null unless it was marked down while the connection was open
     */
    record Standing(@Nullable LossPolicy removed, @Nullable LossPolicy failed) {

        private static final Standing GOOD = new Standing(null, null);

        boolean isGood() {
            return removed == null && failed == null;
        }
    }

    /** How a connection stands now. */
    Standing of(State.Relaying connection) {
        Route asConnected = connection.route();
        HostPort destination = connection.destination();
        Route now = routes.byId(asConnected.id());
        Route last = now != null ? now : gone.getOrDefault(asConnected.id(), asConnected);
        if (last.whenLost().isKeep()) {
            return Standing.GOOD;
        }
        boolean there =
                now != null && now.leadsTo(destination) && isOf(now, connection.terminal().simId());
        Instant since = downSince(last, destination);
        boolean down = since != null && !since.equals(connection.downBefore());
        return there && !down
                ? Standing.GOOD
                : new Standing(
                        there ? null : last.whenLost().removed(),
                        down ? last.whenLost().failed() : null);
    }

    /** Since when a destination is marked down; null when it is not. */
    @Nullable Instant downSince(Route route, HostPort destination) {
        Health state = health.of(HealthTarget.of(route, destination));
        return state instanceof Health.Down down ? down.since() : null;
    }

    /** Something changed that open connections depend on. Returns at once. */
    void changed() {
        if (live.count() == 0 || !changed.compareAndSet(false, true)) {
            return;
        }
        try {
            looking.execute(this::look);
        } catch (RejectedExecutionException closed) {
            // the gateway has stopped, and every connection with it
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private boolean isOf(Route route, UUID simId) {
        UUID group = groupOf.apply(simId);
        return group == null || group.equals(route.groupId());
    }

    private void remember(Collection<Route> now) {
        for (Route route : before) {
            if (routes.byId(route.id()) == null) {
                gone.put(route.id(), route);
            }
        }
        now.forEach(route -> gone.remove(route.id()));
        before = now;
        changed();
    }

    /** Has every open connection look again, soon; takes a moment. */
    void look() {
        try {
            TimeUnit.MILLISECONDS.sleep(SPACING_MILLIS);
        } catch (InterruptedException closing) {
            return;
        }
        changed.set(false);
        forget();
        live.reconsider();
    }

    private void forget() {
        if (gone.isEmpty()) {
            return;
        }
        Set<UUID> carrying = new HashSet<>();
        live.routes().forEach(carrying::add);
        gone.keySet().retainAll(carrying);
    }
}
