package io.passerelle.nodes;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.nodes.store.NodeStore;
import io.passerelle.store.NodeIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The processes that share the database (ALL-4), as this one knows them. Live topic {@value
 * #TOPIC}.
 */
@Service
public class Nodes {

    /** The live topic that tells that a node came, went or changed. */
    public static final String TOPIC = "nodes";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "node";

    /** A node that was not heard of for so long counts as dead. */
    public static final int DEAD_AFTER_SECONDS = 10;

    /** A node that was not heard of for so long is forgotten: what it owned is free. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final NodeStore store;
    private final NodeIdentity self;
    private final Audit audit;
    private final LiveTopics.Topic topic;
    private final ReentrantLock reading = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Node> known = List.of();
    private volatile Instant readAt = Instant.EPOCH;
    private volatile long readNanos = System.nanoTime();

    Nodes(NodeStore store, NodeIdentity self, Audit audit, LiveTopics topics) {
        this.store = store;
        this.self = self;
        this.audit = audit;
        this.topic = topics.topic(TOPIC);
    }

    /** This node. */
    public UUID self() {
        return self.id();
    }

    /** All nodes as of the last reading, this one among them. */
    public List<Node> known() {
        return known;
    }

    /** Those besides this one that may hold something this one does not know, dead ones too. */
    public List<Node> others() {
        return known.stream()
                .filter(node -> !node.id().equals(self.id()))
                .filter(node -> node.state() != NodeState.STOPPED)
                .toList();
    }

    /** Whether no other node may hold anything. */
    public boolean isAlone() {
        return others().isEmpty();
    }

    /**
     * Whether {@link #known} was read within that time; not while the database is away for longer.
     * Told by both clocks: one can be set, and the other stands still while the machine sleeps.
     */
    public boolean wereReadWithin(Duration time) {
        return System.nanoTime() - readNanos < time.toNanos()
                && readAt.isAfter(Instant.now().minus(time));
    }

    /** Reads all of them again; one reading at a time, or an older one could win. */
    void read() {
        reading.lock();
        try {
            readNow();
        } finally {
            reading.unlock();
        }
    }

    /** The same for who must not wait: nothing when somebody else is reading. */
    void readUnlessBusy() {
        if (reading.tryLock()) {
            try {
                readNow();
            } finally {
                reading.unlock();
            }
        }
    }

    private void readNow() {
        List<Node> now = store.all();
        readAt = Instant.now();
        readNanos = System.nanoTime();
        if (!now.equals(known)) {
            known = now;
            topic.changed();
        }
        listeners.forEach(Runnable::run);
    }

    /** Called after each reading; must return at once. */
    void onRead(Runnable listener) {
        listeners.add(listener);
    }

    /** The list; the operator's. */
    public Listing<Node> listing() {
        return store.listing();
    }

    /** One of them. */
    public Node get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(node -> viewer.isOperator())
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /**
     * Has a node taken out of service: it says that it is not ready, takes no more connections,
     * lets the open ones finish for a while, and ends. Asking again changes nothing.
     *
     * @throws Refused when no process is there to do it
     */
    @Transactional
    public Node drain(Viewer viewer, UUID id) {
        Node before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_NODES, "node.drain", KIND, id);
        if (!before.state().isAlive()) {
            throw Refused.field("", "node.gone");
        }
        store.askDrain(id, viewer.login());
        audit.done(viewer, "node.drain", KIND, id, null, null, null);
        return get(viewer, id);
    }

    /**
     * Forgets a node for good: what it owned, its share of the address pools first of all, is free
     * for others. Only for one that is certain not to run any more, also where the database does
     * not hear of it.
     *
     * @throws Refused while it lives
     */
    @Transactional
    public void forget(Viewer viewer, UUID id) {
        Node before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_NODES, "node.forget", KIND, id);
        if (before.state().isAlive()) {
            throw Refused.field("", "node.alive");
        }
        store.delete(id);
        audit.done(viewer, "node.forget", KIND, id, null, before, null);
    }
}
