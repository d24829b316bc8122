package io.passerelle.relay;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/**
 * How fast new connections may come from one address (generic cell rate algorithm, ITU-T I.371). A
 * table of fixed size: addresses that share a slot share its rate, and a random seed keeps anybody
 * from choosing whom to share with.
 */
final class AcceptRate {

    private static final int SLOTS = 1 << 18; // a power of two
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLongArray nextAt;
    private final int seed = RandomGenerator.getDefault().nextInt();
    private volatile long interval;
    private volatile long tolerance;

    private AcceptRate(int rate, int burst, int slots) {
        interval = SECOND / rate;
        tolerance = SECOND / rate * (burst - 1);
        nextAt = new AtomicLongArray(slots);
    }

    /**
     * A rate for each address.
     *
     * @param rate connections a second on average
     * @param burst how many may come at once
     */
    static AcceptRate perAddress(int rate, int burst) {
        return new AcceptRate(rate, burst, SLOTS);
    }

    /** One rate for all addresses together. */
    static AcceptRate overall(int rate, int burst) {
        return new AcceptRate(rate, burst, 1);
    }

    /** From now on another rate; who has come too fast before waits no longer than it says. */
    void change(int rate, int burst) {
        interval = SECOND / rate;
        tolerance = SECOND / rate * (burst - 1);
    }

    /**
     * Whether one more may come.
     *
     * @param now nanoseconds since the start, 0 or more
     */
    boolean admits(InetAddress source, long now) {
        int slot = slot(source);
        while (true) {
            long expected = nextAt.get(slot);
            long from = Math.max(expected, now);
            if (from - now > tolerance) {
                return false;
            }
            if (nextAt.compareAndSet(slot, expected, from + interval)) {
                return true;
            }
        }
    }

    private int slot(InetAddress source) {
        if (nextAt.length() == 1) {
            return 0;
        }
        int hash = (Arrays.hashCode(source.getAddress()) ^ seed) * 0x9E3779B9;
        return (hash ^ hash >>> 15) & (nextAt.length() - 1);
    }
}
