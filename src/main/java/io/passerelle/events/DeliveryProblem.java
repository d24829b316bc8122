package io.passerelle.events;

/** Why a target gave no answer. In words: bundle keys {@code events.problem.<name>}. */
public enum DeliveryProblem {
    /** Its name leads to no address. */
    UNRESOLVED,
    /** It is an internal address that the operator has not approved. */
    INTERNAL,
    /** Nothing takes connections there. */
    UNREACHABLE,
    /** It proves to be somebody else, or speaks no TLS. */
    TLS,
    /** It took too long. */
    TIMEOUT,
    /** It answered what is no HTTP, or broke off. */
    BROKEN,
    /** The event is no longer kept. */
    EVENT_GONE,
    /** The secret cannot be opened with this node's key. */
    SECRET
}
