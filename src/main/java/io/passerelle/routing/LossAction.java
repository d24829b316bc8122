package io.passerelle.routing;

/** What is done with open connections whose destination is lost (SPEC M2M-31). */
public enum LossAction {
    /** Nothing: they go on for as long as both sides like. */
    KEEP,
    /** They may go on for a while, and are then ended; if it comes back meanwhile, they stay. */
    DRAIN,
    /** They are ended at once. */
    CUT
}
