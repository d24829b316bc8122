package io.passerelle.alerts;

/** What a rule looks at, for each card by itself. */
public enum AlertKind {
    /** More bytes, both ways, than so many in a day (UTC). */
    DAY_BYTES(true, false),
    /** More bytes, both ways, than so many in a month (UTC). */
    MONTH_BYTES(true, false),
    /** Nothing heard for so many hours of a card that was heard before and may sign on. */
    SILENCE(true, false),
    /** More sessions than so many begun in a window. */
    SESSIONS(true, true),
    /** More refused sign-ons than so many in a window. */
    REFUSALS(true, true),
    /** Another device (IMEI) than the one before. */
    NEW_DEVICE(false, false);

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
        return this == DAY_BYTES || this == MONTH_BYTES;
    }
}
