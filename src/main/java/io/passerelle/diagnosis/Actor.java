package io.passerelle.diagnosis;

/** Who can do something about what stops a terminal. Bundle key {@code diagnosis.actor.<name>}. */
public enum Actor {
    /** Whose terminal it is. */
    CUSTOMER,
    /** Who looks after the customer: the reseller, else the operator. */
    RESELLER,
    /** Who runs the platform. */
    OPERATOR,
    /** Nothing has to be done. */
    NOBODY
}
