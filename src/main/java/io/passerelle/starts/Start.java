package io.passerelle.starts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One start of a node.
 *
 * @param node its name
 * @param at when it served
 * @param unexpected whether the process before was killed, or its machine failed
 * @param took until it served
 * @param counts what it found and repaired, see {@link io.passerelle.foundation.StartReport}
 */
public record Start(
        UUID id,
        String node,
        Instant at,
        boolean unexpected,
        Duration took,
        Map<String, Long> counts) {

    /** Copies the counts. */
    public Start {
        counts = Map.copyOf(counts);
    }

    /** One of the counts; 0 when there is none. */
    public long count(String what) {
        return counts.getOrDefault(what, 0L);
    }
}
