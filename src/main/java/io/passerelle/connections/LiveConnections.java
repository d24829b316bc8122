package io.passerelle.connections;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Visible;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The connections that are open on this node. Publishes the topic {@link #TOPIC} when one opens,
 * moves on or ends; byte counters move without saying so.
 */
public final class LiveConnections {

    /** The live topic's name. */
    public static final String TOPIC = "connections";

    private final Map<UUID, LiveConnection> open = new ConcurrentHashMap<>();
    private final LiveTopics.Topic topic;

    /** An empty registry. */
    public LiveConnections(LiveTopics topics) {
        this.topic = topics.topic(TOPIC);
    }

    /** One more is open. */
    public void opened(LiveConnection connection) {
        open.put(connection.id(), connection);
        topic.changed();
    }

    /** One has come further. */
    public void moved() {
        topic.changed();
    }

    /** One has ended. */
    public void ended(UUID id) {
        open.remove(id);
        topic.changed();
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

    private Stream<LiveConnection> matching(Visible visible, Predicate<LiveConnection> wanted) {
        return open.values().stream()
                .filter(connection -> visible.includes(connection.organisationId()))
                .filter(wanted);
    }
}
