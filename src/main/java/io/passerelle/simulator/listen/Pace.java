package io.passerelle.simulator.listen;

import java.util.concurrent.TimeUnit;

/**
 * Lets through so many a second, one after the other: three hundred terminals that wake up together
 * do not flood anybody.
 */
final class Pace {

    private final long interval;
    private long next = System.nanoTime();

    /**
     * @param perSecond 1 or more
     */
    Pace(int perSecond) {
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waits for one's turn. */
    void await() throws InterruptedException {
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            next = Math.max(next, now);
            wait = next - now;
            next += interval;
        }
        TimeUnit.NANOSECONDS.sleep(wait);
    }
}
