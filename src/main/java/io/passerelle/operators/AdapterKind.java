package io.passerelle.operators;

/** How a mobile operator is reached. */
public enum AdapterKind {
    /** Nobody is asked: everything is confirmed, or refused, after a while. */
    SIMULATED,
    /** The operator's people answer by hand. */
    MANUAL,
    /** By HTTP, see {@code docs/protocols/operator-rest.md}. */
    REST
}
