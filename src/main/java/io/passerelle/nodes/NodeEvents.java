package io.passerelle.nodes;

import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells that nodes came and went (ALL-7). */
@Component
class NodeEvents {

    /**
     * How long a node has to be dead until it counts as lost: when the database comes back, all
     * nodes look dead until they have told that they live.
     */
    private static final long LOST_AFTER_NANOS = 15_000_000_000L;

    private final Nodes nodes;
    private final Events events;
    private final Map<UUID, Long> dead = new HashMap<>();

    NodeEvents(Nodes nodes, Events events) {
        this.nodes = nodes;
        this.events = events;
        nodes.onRead(() -> look(System.nanoTime()));
    }

    /** This node serves from now on. */
    void started(UUID id, String name, String version) {
        events.offer(EventKind.NODE_STARTED.of(null, id, name).with(EventField.VERSION, version));
    }

    /** This node was told to end. */
    void stopped(UUID id, String name) {
        events.offer(EventKind.NODE_STOPPED.of(null, id, name));
    }

    private synchronized void look(long now) {
        for (Node node : nodes.known()) {
            if (node.state() != NodeState.DEAD) {
                dead.remove(node.id());
            } else if (isLost(node.id(), now)) {
                events.offer(
                        EventKind.NODE_LOST
                                .of(null, node.id(), node.name())
                                .with(EventField.SINCE, node.seenAt())
                                .once(node.id() + " " + node.seenAt()));
            }
        }
        dead.keySet().removeIf(id -> nodes.known().stream().noneMatch(n -> n.id().equals(id)));
    }

    /** True once: later looks find it told. */
    private boolean isLost(UUID id, long now) {
        long since = dead.computeIfAbsent(id, fresh -> now);
        if (since == Long.MIN_VALUE || now - since < LOST_AFTER_NANOS) {
            return false;
        }
        dead.put(id, Long.MIN_VALUE);
        return true;
    }
}
