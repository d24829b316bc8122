package io.passerelle.routing;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.foundation.LiveTopics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How every destination of every route is doing, seen from this node (SPEC M2M-23): told by the
 * connections of terminals and by checks. Holds exactly the destinations that routes use.
 */
public final class DestinationHealth {

    /** The live topic that changes with every state. */
    public static final String TOPIC = "destinations";

    private static final Logger LOG = LoggerFactory.getLogger(DestinationHealth.class);

    private final Supplier<RoutingSettings> settings;
    private final InstantSource clock;
    private final LiveTopics.Topic topic;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<HealthTarget, Health>> followers = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<HealthTarget, HealthTracker> trackers = new ConcurrentHashMap<>();
    private volatile Map<HealthTarget, Set<UUID>> users = Map.of();

    /** Knows no destination yet. */
    public DestinationHealth(
            Supplier<RoutingSettings> settings, InstantSource clock, LiveTopics topics) {
        this.settings = settings;
        this.clock = clock;
        this.topic = topics.topic(TOPIC);
    }

    /** The part of its share a destination gets now, 0 to 1; 1 when nothing is known of it. */
    public double fitness(HealthTarget target) {
        HealthTracker tracker = trackers.get(target);
        if (tracker == null || tracker.health() instanceof Health.Up) {
            return 1;
        }
        return tracker.fitness(clock.instant());
    }

    /** The state of one destination; untried when no route uses it. */
    public Health of(HealthTarget target) {
        HealthTracker tracker = trackers.get(target);
        return tracker == null ? new Health.Up(clock.instant(), false) : tracker.health();
    }

    /** The state of every destination that a route uses. */
    public Map<HealthTarget, Health> snapshot() {
        Map<HealthTarget, Health> snapshot = HashMap.newHashMap(trackers.size());
        trackers.forEach((target, tracker) -> snapshot.put(target, tracker.health()));
        return snapshot;
    }

    /** How many destinations are in a state, given its {@link Health#key()}. */
    public long count(String state) {
        return trackers.values().stream()
                .filter(tracker -> tracker.health().key().equals(state))
                .count();
    }

    /** A terminal's connection reached it. */
    public void succeeded(HealthTarget target) {
        HealthTracker tracker = trackers.get(target);
        if (tracker != null && tracker.succeeded(clock.instant())) {
            said(target, tracker);
        }
    }

    /** A terminal's connection, or a check, did not reach it. */
    public void failed(HealthTarget target, AttemptOutcome why) {
        HealthTracker tracker = trackers.get(target);
        if (tracker != null && tracker.failed(clock.instant(), why)) {
            said(target, tracker);
        }
    }

    /** Tells the watcher every change of a state, on whichever thread met it: it must not wait. */
    public void onChange(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Tells which destination changed to what, on whichever thread met it: it must not wait. */
    void onTurn(BiConsumer<HealthTarget, Health> follower) {
        followers.add(follower);
    }

    /** Watches the destinations of these routes and no others. */
    void watch(Collection<Route> routes) {
        Map<HealthTarget, Set<UUID>> next = new HashMap<>();
        for (Route route : routes) {
            for (Destination destination : route.destinations()) {
                next.computeIfAbsent(
                                HealthTarget.of(route, destination), t -> HashSet.newHashSet(1))
                        .add(route.organisationId());
            }
        }
        users = next;
        Instant now = clock.instant();
        next.keySet().forEach(target -> trackers.computeIfAbsent(target, t -> tracker(t, now)));
        trackers.keySet().retainAll(next.keySet());
        topic.changed();
    }

    /** The organisations whose routes use the destination. */
    Set<UUID> usersOf(HealthTarget target) {
        return users.getOrDefault(target, Set.of());
    }

    /** Moves what time moves, and hands over every destination whose check is due. */
    void tick(BiConsumer<HealthTarget, HealthTracker> check) {
        Instant now = clock.instant();
        trackers.forEach((target, tracker) -> {
            if (tracker.tick(now)) {
                said(target, tracker);
            }
            if (tracker.isCheckDue(now)) {
                check.accept(target, tracker);
            }
        });
    }

    InstantSource clock() {
        return clock;
    }

    private HealthTracker tracker(HealthTarget target, Instant now) {
        boolean actively = target.check() != HealthCheck.NONE;
        return new HealthTracker(settings, actively, RandomGenerator.getDefault()::nextDouble, now);
    }

    private void said(HealthTarget target, HealthTracker tracker) {
        topic.changed();
        watchers.forEach(Runnable::run);
        Health health = tracker.health();
        followers.forEach(follower -> follower.accept(target, health));
        if (health instanceof Health.Up(Instant ignored, boolean tried) && !tried) {
            return;
        }
        LOG.atInfo()
                .addKeyValue("destination", target.target())
                .addKeyValue("check", target.check())
                .addKeyValue("state", health.key())
                .addKeyValue("reason", reason(health))
                .log("Destination changed");
    }

    private static String reason(Health health) {
        return switch (health) {
            case Health.Up ignored -> "";
            case Health.Down down -> down.reason().key();
            case Health.Returning returning -> returning.reason().key();
        };
    }
}
