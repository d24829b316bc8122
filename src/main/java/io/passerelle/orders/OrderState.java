package io.passerelle.orders;

/**
 * How far an order has come (M2M-4). How it gets from one to the other is {@link OrderAction}'s.
 */
public enum OrderState {
    /** Placed; nobody has looked at it yet. */
    RECEIVED(false),
    /** The operator will deliver it. */
    ACCEPTED(false),
    /** Some of its cards are on their way, none has arrived. */
    PARTLY_SHIPPED(false),
    /** All of its cards are on their way, none has arrived. */
    SHIPPED(false),
    /** Some of its cards have arrived. */
    PARTLY_DELIVERED(false),
    /** All of its cards have arrived. */
    DELIVERED(true),
    /** The operator will not deliver it, and said why. */
    REFUSED(true),
    /** Taken back by who placed it. */
    CANCELLED(true);

    private final boolean end;

    OrderState(boolean end) {
        this.end = end;
    }

    /** Whether nothing can come of it any more. */
    public boolean isEnd() {
        return end;
    }

    /**
     * The state of an order that was accepted.
     *
     * @param expected the cards that are to come in all, at least one
     * @param shipped those of them on their way or there
     * @param delivered those of them that are there
     */
    static OrderState of(int expected, int shipped, int delivered) {
        if (delivered > 0) {
            return delivered == expected ? DELIVERED : PARTLY_DELIVERED;
        }
        if (shipped > 0) {
            return shipped == expected ? SHIPPED : PARTLY_SHIPPED;
        }
        return ACCEPTED;
    }
}
