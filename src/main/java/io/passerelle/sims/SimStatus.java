package io.passerelle.sims;

import org.jspecify.annotations.Nullable;

/**
 * Where a card is in its life (M2M-2). Whether an active card has an open or a closed session is
 * not a status of the card but what RADIUS says of it: see {@link Sim#sessionId()}. How a card gets
 * from one to the other is {@link SimAction}'s.
 */
public enum SimStatus {
    /** Ordered, not yet delivered. */
    ORDERED(false, Keeps.ADDRESS),
    /** Delivered, can be activated. */
    ACTIVATABLE(false, Keeps.ADDRESS_AND_ROUTES),
    /** The mobile operator was asked to activate it. */
    ACTIVATION_REQUESTED(false, Keeps.ADDRESS_AND_ROUTES),
    /** In service. */
    ACTIVE(true, Keeps.ALL),
    /** In service until the mobile operator suspends it. */
    SUSPENSION_REQUESTED(true, Keeps.ALL),
    /** Out of service until it is reactivated. */
    SUSPENDED(false, Keeps.ALL),
    /** Out of service until the mobile operator reactivates it. */
    REACTIVATION_REQUESTED(false, Keeps.ALL),
    /** In service until its replacement is. */
    IN_REPLACEMENT(true, Keeps.ALL),
    /** In service until the mobile operator terminates it. */
    TERMINATION_REQUESTED(true, Keeps.ALL),
    /** Over. */
    TERMINATED(false, Keeps.NOTHING);

    /** What stays the card's while it is in a status (M2M-11). */
    private enum Keeps {
        NOTHING,
        ADDRESS,
        ADDRESS_AND_ROUTES,
        ALL
    }

    private final boolean admitted;
    private final Keeps keeps;

    SimStatus(boolean admitted, Keeps keeps) {
        this.admitted = admitted;
        this.keeps = keeps;
    }

    /** Whether the network lets a card in this status sign on. */
    public boolean admitsSignOn() {
        return admitted;
    }

    /**
     * Whether the network lets a card sign on that waits in this status since it left another: what
     * was out of service does not come back because something else is asked for it.
     */
    public boolean admitsSignOn(@Nullable SimStatus before) {
        return admitted && (before == null || before.admitted);
    }

    /** Whether an address of its own stays reserved for it. */
    public boolean keepsAddress() {
        return keeps != Keeps.NOTHING;
    }

    /** Whether its dynamic name stays its own, also while it has no session. */
    public boolean keepsDynamicName() {
        return keeps == Keeps.ALL;
    }

    /** Whether it has the routes of its group: a connection without them is refused. */
    public boolean keepsRoutes() {
        return keeps == Keeps.ADDRESS_AND_ROUTES || keeps == Keeps.ALL;
    }

    /** Whether a card in it waits for a mobile operator. */
    public boolean isWaiting() {
        return SimAction.waitedFor(this).isPresent();
    }
}
