package io.passerelle.nodes;

/** How a node is. */
public enum NodeState {
    /** It loads what it needs and takes nothing yet. */
    STARTING,
    /** It takes connections. */
    SERVING,
    /** It is being taken out of service: what is open may finish. */
    DRAINING,
    /** It was stopped in order. */
    STOPPED,
    /** Nothing was heard of it for {@value Nodes#DEAD_AFTER_SECONDS} seconds. */
    DEAD;

    /** Whether there is a process to talk to. */
    public boolean isAlive() {
        return this != STOPPED && this != DEAD;
    }
}
