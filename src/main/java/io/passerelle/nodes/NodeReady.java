package io.passerelle.nodes;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What balancers are told of this node is what the other nodes and people are told. */
@Component
final class NodeReady {

    private final NodePresence presence;

    NodeReady(NodePresence presence) {
        this.presence = presence;
    }

    @EventListener
    void changed(AvailabilityChangeEvent<ReadinessState> event) {
        presence.become(
                event.getState() == ReadinessState.ACCEPTING_TRAFFIC
                        ? NodeState.SERVING
                        : NodeState.DRAINING);
    }
}
