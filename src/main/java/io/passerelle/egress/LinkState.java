package io.passerelle.egress;

/** How a link is on a node. Bundle key {@code egress.state.<name>}. */
public enum LinkState {
    /** It carries connections. */
    UP,
    /** The operator has switched it off. */
    DISABLED,
    /** It has no end on this node. */
    NOT_HERE,
    /** This node has no interface of that name. */
    NO_DEVICE,
    /** The interface is there, and down. */
    DEVICE_DOWN,
    /** This node does not have the source address. */
    NO_ADDRESS,
    /** This node's transport cannot bind to an interface. */
    UNSUPPORTED,
    /** The server behind it does not answer in time. */
    CHECK_TIMED_OUT,
    /** The server behind it refuses. */
    CHECK_REFUSED,
    /** The server behind it cannot be reached. */
    CHECK_FAILED;

    /** Whether connections may use the link. */
    public boolean isUp() {
        return this == UP;
    }
}
