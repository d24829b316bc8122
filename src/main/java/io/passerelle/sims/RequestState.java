package io.passerelle.sims;

/** How far a request to a mobile operator has come (M2M-5). */
public enum RequestState {
    /** Kept, not yet handed over. */
    PENDING,
    /** Handed over; the answer is awaited. */
    SENT,
    /** The operator did it. */
    CONFIRMED,
    /** The operator will not do it, and said why. */
    REFUSED,
    /** Somebody took it back. */
    WITHDRAWN,
    /** It could not be handed over, however often it was tried. */
    FAILED;

    /** Whether something can still come of it. */
    public boolean isOpen() {
        return this == PENDING || this == SENT;
    }
}
