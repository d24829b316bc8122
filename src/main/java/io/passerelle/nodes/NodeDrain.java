package io.passerelle.nodes;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what somebody asked of this node on whichever node they were: it stops, in the order of a
 * SIGTERM. It says that it is not ready, takes no more connections, lets the open ones finish, and
 * the process ends with status 0.
 */
@Component
final class NodeDrain {

    private static final Logger LOG = LoggerFactory.getLogger(NodeDrain.class);

    private final Nodes nodes;
    private final NodeEnd end;
    private final AtomicBoolean begun = new AtomicBoolean();

    NodeDrain(Nodes nodes, NodeEnd end) {
        this.nodes = nodes;
        this.end = end;
        nodes.onRead(this::look);
    }

    private void look() {
        Optional<Node> self =
                nodes.known().stream().filter(node -> node.id().equals(nodes.self())).findAny();
        if (self.isPresent() && isAsked(self.get()) && !begun.getAndSet(true)) {
            LOG.atInfo().addKeyValue("by", self.get().drainAskedBy()).log("asked to stop");
            Thread.ofPlatform().name("drain").start(end::end);
        }
    }

    /** What was asked of an earlier life of the node is done. */
    private static boolean isAsked(Node node) {
        Instant asked = node.drainAskedAt();
        return asked != null && node.state().isAlive() && node.state() != NodeState.STARTING;
    }
}
