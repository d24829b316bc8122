package io.passerelle.sessions.listen;

import io.passerelle.sessions.RadiusLimits;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What each network access server gets of this node, so that one that floods us takes nothing from
 * the others: packets a second (generic cell rate algorithm, ITU-T I.371), and accounting requests
 * that wait for the disk. Of these a server may have as many as are left for the others (dynamic
 * thresholds of Choudhury and Hahne, 1998). Shared by all doors and event loops.
 */
final class NasShares {

    private static final long SECOND = 1_000_000_000L;

    /** A tenth of a second's packets may come at once. */
    private static final int BURSTS = 10;

    private final RadiusLimits limits;
    private final long interval;
    private final long tolerance;
    private final long started = System.nanoTime();
    private final Map<UUID, Share> shares = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    NasShares(RadiusLimits limits) {
        this.limits = limits;
        this.interval = SECOND / limits.packetsPerSecond();
        this.tolerance = interval * (Math.max(1, limits.packetsPerSecond() / BURSTS) - 1);
    }

    private static final class Share {
        private final AtomicLong nextAt = new AtomicLong();
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger connections = new AtomicInteger();
    }

    /**
     * Whether one more packet of that server is looked at.
     *
     * @param now {@link System#nanoTime}
     */
    boolean admits(UUID nas, long now) {
        AtomicLong next = share(nas).nextAt;
        long since = now - started;
        while (true) {
            long expected = next.get();
            long from = Math.max(expected, since);
            if (from - since > tolerance) {
                return false;
            }
            if (next.compareAndSet(expected, from + interval)) {
                return true;
            }
        }
    }

    /** Takes a place among the accounting requests that wait; false when there is none for it. */
    boolean begin(UUID nas) {
        int left = limits.waiting() - waiting.getAndIncrement();
        if (share(nas).waiting.incrementAndGet() > left) {
            end(nas);
            return false;
        }
        return true;
    }

    /** Gives that place back. */
    void end(UUID nas) {
        share(nas).waiting.decrementAndGet();
        waiting.decrementAndGet();
    }

    /** How many accounting requests wait for the disk. */
    int waiting() {
        return waiting.get();
    }

    /** Takes a RadSec connection; false when the server has all of its own. */
    boolean connect(UUID nas) {
        AtomicInteger connections = share(nas).connections;
        if (connections.incrementAndGet() > limits.connectionsPerServer()) {
            connections.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives that connection back. */
    void disconnect(UUID nas) {
        share(nas).connections.decrementAndGet();
    }

    private Share share(UUID nas) {
        Share known = shares.get(nas);
        return known == null ? shares.computeIfAbsent(nas, ignored -> new Share()) : known;
    }
}
