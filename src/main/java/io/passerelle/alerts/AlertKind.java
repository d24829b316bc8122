package io.passerelle.alerts;

/** What a rule looks at: each card by itself, or what all cards of its scope carried together. */
public enum AlertKind {
    /** More bytes of a card, both ways, than so many in a day (UTC). */
    DAY_BYTES(true, false),
    /** More bytes of a card, both ways, than so many in a month (UTC). */
    MONTH_BYTES(true, false),
    /** Nothing heard for so many hours of a card that was heard before and may sign on. */
    SILENCE(true, false),
    /** More sessions than so many begun in a window. */
    SESSIONS(true, true),
    /** More refused sign-ons than so many in a window. */
    REFUSALS(true, true),
    /** Another device (IMEI) than the one before. */
    NEW_DEVICE(false, false),
    /** More bytes of a whole group or organisation than so many in a day (UTC). */
    TOTAL_DAY_BYTES(true, false),
    /** More bytes of a whole group or organisation than so many in a month (UTC). */
    TOTAL_MONTH_BYTES(true, false);

    private final boolean threshold;
    private final boolean window;

    AlertKind(boolean threshold, boolean window) {
        this.threshold = threshold;
        this.window = window;
    }

    /** Whether it has a number to compare with. */
    public boolean hasThreshold() {
        return threshold;
    }

    /** Whether it counts within a window. */
    public boolean hasWindow() {
        return window;
    }

    /** Whether the number is one of bytes. */
    public boolean countsBytes() {
        return isOfDay() || isOfMonth();
    }

    /** Whether it is about a group or organisation instead of a card. */
    public boolean isTotal() {
        return this == TOTAL_DAY_BYTES || this == TOTAL_MONTH_BYTES;
    }

    /** Whether it counts by days of UTC. */
    public boolean isOfDay() {
        return this == DAY_BYTES || this == TOTAL_DAY_BYTES;
    }

    /** Whether it counts by months of UTC. */
    public boolean isOfMonth() {
        return this == MONTH_BYTES || this == TOTAL_MONTH_BYTES;
    }
}
