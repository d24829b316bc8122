package io.passerelle.sims;

/**
 * Where a card is in its life (M2M-2). Whether an active card has an open or a closed session is
 * not a status of the card but what RADIUS says of it: see {@link Sim#sessionId()}.
 */
public enum SimStatus {
    /** Ordered, not yet delivered. */
    ORDERED(false),
    /** Delivered, can be activated. */
    ACTIVATABLE(false),
    /** The mobile operator was asked to activate it. */
    ACTIVATION_REQUESTED(false),
    /** In service. */
    ACTIVE(true),
    /** In service until the mobile operator suspends it. */
    SUSPENSION_REQUESTED(true),
    /** Out of service until it is reactivated. */
    SUSPENDED(false),
    /** Out of service until the mobile operator reactivates it. */
    REACTIVATION_REQUESTED(false),
    /** In service until its replacement is. */
    IN_REPLACEMENT(true),
    /** In service until the mobile operator terminates it. */
    TERMINATION_REQUESTED(true),
    /** Over. */
    TERMINATED(false);

    private final boolean admitted;

    SimStatus(boolean admitted) {
        this.admitted = admitted;
    }

    /** Whether the network lets a card in this status sign on. */
    public boolean admitsSignOn() {
        return admitted;
    }
}
