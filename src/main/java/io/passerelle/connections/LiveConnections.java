package io.passerelle.connections;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open on this node. Publishes the topic {@link #TOPIC} when one opens,
 * moves on or ends; byte counters move without saying so.
 */
public final class LiveConnections {

    /** The live topic's name. */
    public static final String TOPIC = "connections";

    private final Map<UUID, LiveConnection> open = new ConcurrentHashMap<>();
    private final Map<UUID, Set<LiveConnection>> bySim = new ConcurrentHashMap<>();
    private final LiveTopics.Topic topic;

    /** An empty registry. */
    public LiveConnections(LiveTopics topics) {
        this.topic = topics.topic(TOPIC);
    }

    /** One more is open. Its SIM card, if it has one, is known by now and stays the same. */
    public void opened(LiveConnection connection) {
        open.put(connection.id(), connection);
        UUID sim = connection.simId();
        if (sim != null) {
            bySim.compute(sim, (id, all) -> with(all, connection));
        }
        topic.changed();
    }

    /** One has come further. */
    public void moved() {
        topic.changed();
    }

    /** One has ended; it may never have been among the open ones. */
    public void ended(LiveConnection connection) {
        UUID sim = connection.simId();
        if (open.remove(connection.id()) != null && sim != null) {
            bySim.computeIfPresent(sim, (id, all) -> without(all, connection));
        }
        topic.changed();
    }

    /** Those of one SIM card, in no order. */
    public List<LiveConnection> ofSim(UUID simId) {
        List<LiveConnection> found = new ArrayList<>();
        bySim.computeIfPresent(
                simId,
                (id, all) -> {
                    found.addAll(all);
                    return all;
                });
        return found;
    }

    /** Has those of a card's RADIUS session end; how many were told. */
    public int cutSession(UUID simId, UUID sessionId) {
        int told = 0;
        for (LiveConnection connection : ofSim(simId)) {
            if (sessionId.equals(connection.sessionId())) {
                connection.cut(EndReason.SESSION_ENDED);
                told++;
            }
        }
        return told;
    }

    /** Has those of a card that may no longer be used end; how many were told. */
    public int cutSim(UUID simId) {
        List<LiveConnection> told = ofSim(simId);
        told.forEach(connection -> connection.cut(EndReason.SIM_BARRED));
        return told.size();
    }

    /** The routes that carry any, in no order and some of them repeatedly. */
    public Stream<UUID> routes() {
        return open.values().stream().map(LiveConnection::routeId).filter(Objects::nonNull);
    }

    /** Has every one look again at what it depends on. */
    public void reconsider() {
        open.values().forEach(LiveConnection::reconsider);
    }

    /** How many are open, of everybody. */
    public int count() {
        return open.size();
    }

    /** How many of those somebody may see are open. */
    public long count(Visible visible, Predicate<LiveConnection> wanted) {
        return matching(visible, wanted).count();
    }

    /** One that is open, if that somebody may see it. */
    public Optional<LiveConnection> get(Visible visible, UUID id) {
        return Optional.ofNullable(open.get(id))
                .filter(connection -> visible.includes(connection.organisationId()));
    }

    /**
     * Those that are open and seen, the newest first.
     *
     * @param limit how many at the most
     */
    public List<LiveConnection> list(Visible visible, Predicate<LiveConnection> wanted, int limit) {
        return matching(visible, wanted)
                .sorted(Comparator.comparing(LiveConnection::id).reversed())
                .limit(limit)
                .toList();
    }

    /** Has all that meet the condition end; how many were told. */
    public int cut(Predicate<LiveConnection> which, EndReason reason) {
        List<LiveConnection> told = open.values().stream().filter(which).toList();
        told.forEach(connection -> connection.cut(reason));
        return told.size();
    }

    /** The sets are changed and read within the map's own operations on their key, only. */
    private static Set<LiveConnection> with(@Nullable Set<LiveConnection> all, LiveConnection one) {
        Set<LiveConnection> more = all == null ? HashSet.newHashSet(2) : all;
        more.add(one);
        return more;
    }

    private static @Nullable Set<LiveConnection> without(
            Set<LiveConnection> all, LiveConnection one) {
        all.remove(one);
        return all.isEmpty() ? null : all;
    }

    private Stream<LiveConnection> matching(Visible visible, Predicate<LiveConnection> wanted) {
        return open.values().stream()
                .filter(connection -> visible.includes(connection.organisationId()))
                .filter(wanted);
    }
}
