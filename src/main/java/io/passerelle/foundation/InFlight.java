package io.passerelle.foundation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts what is under way by whom it waits for, so that somebody who does not answer takes a share
 * and never all of the places.
 *
 * @param <K> whom work waits for
 */
public final class InFlight<K> {

    private final int most;
    private final int mostEach;
    private final Map<K, Integer> counts = new HashMap<>();
    private int total;

    /**
     * @param most places in all
     * @param mostEach from how many on one counts as full
     */
    public InFlight(int most, int mostEach) {
        this.most = most;
        this.mostEach = mostEach;
    }

    /** How many places are free; never below 0. */
    public synchronized int room() {
        return Math.max(0, most - total);
    }

    /** Those who have their share. */
    public synchronized Set<K> full() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= mostEach)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes a place, unless none is free or the one has its share; whether it did. */
    public synchronized boolean tryBegin(K key) {
        if (total >= most || counts.getOrDefault(key, 0) >= mostEach) {
            return false;
        }
        begin(key);
        return true;
    }

    /** Takes a place. */
    public synchronized void begin(K key) {
        counts.merge(key, 1, Integer::sum);
        total++;
    }

    /** Gives it back. */
    public synchronized void end(K key) {
        int left = counts.getOrDefault(key, 1) - 1;
        if (left == 0) {
            counts.remove(key);
        } else {
            counts.put(key, left);
        }
        total--;
    }
}
