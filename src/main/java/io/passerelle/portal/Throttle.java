package io.passerelle.portal;

/**
 * How long reading a list takes, so that a slow list is refreshed less often than a quick one: a
 * page never spends more than a fifth of the time on refreshing itself.
 */
final class Throttle {

    /** For what costs nothing to read. */
    static final Throttle NONE = new Throttle();

    private static final int PAUSES_PER_READ = 4;

    private volatile long lastNanos;

    /** The last reading took so long. */
    void took(long nanos) {
        if (this != NONE) {
            lastNanos = nanos;
        }
    }

    /** The least time between the end of one reading and the start of the next, in nanoseconds. */
    long pauseNanos() {
        return lastNanos * PAUSES_PER_READ;
    }
}
