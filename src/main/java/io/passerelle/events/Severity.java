package io.passerelle.events;

/** How much an event matters. */
public enum Severity {
    /** As it should be. */
    INFO,
    /** Somebody should look at it. */
    WARNING,
    /** Something does not work. */
    ERROR
}
