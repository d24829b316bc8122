package io.passerelle.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often somebody may do something within a time; forgets the least recent beyond its room. */
final class Allowance {

    private static final int ENTRIES_AT_MOST = 50_000;

    private final int times;
    private final Duration within;
    private final InstantSource clock;
    private final Map<String, Count> counts =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                    return size() > ENTRIES_AT_MOST;
                }
            };

    Allowance(int times, Duration within, InstantSource clock) {
        this.times = times;
        this.within = within;
        this.clock = clock;
    }

    /** Takes one; false when there is none left until the time is over. */
    synchronized boolean take(String who) {
        Instant now = clock.instant();
        Count known = counts.get(who);
        if (known == null || known.since().plus(within).isBefore(now)) {
            counts.put(who, new Count(now, 1));
            return true;
        }
        counts.put(who, new Count(known.since(), Math.min(known.taken() + 1, times + 1)));
        return known.taken() < times;
    }

    private record Count(Instant since, int taken) {}
}
