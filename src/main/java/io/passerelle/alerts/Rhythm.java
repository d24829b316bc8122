package io.passerelle.alerts;

import java.time.Duration;

/**
 * How often rules are looked at: the longer what a rule counts in, the less a few minutes matter. A
 * rule that suspends is looked at every minute whatever it counts in; one whose looks take long is
 * looked at so seldom that it does nothing else for a small part of the time only.
 */
final class Rhythm {

    /** The shortest. */
    static final Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest of a rule whose looks are quick. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** The longest of a rule whose looks fail. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** When a look left something for the next one. */
    static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Duration OF_A_MONTH = Duration.ofMinutes(5);
    private static final long LOOKS_A_WINDOW = 60;
    private static final long REST = 20;
    private static final int DOUBLINGS = 6;

    private Rhythm() {}

    /** From one look at a rule to the next. */
    static Duration of(AlertRule rule) {
        Duration wanted =
                switch (rule.kind()) {
                    case DAY_BYTES, TOTAL_DAY_BYTES, NEW_DEVICE -> SHORTEST;
                    case MONTH_BYTES, TOTAL_MONTH_BYTES -> OF_A_MONTH;
                    case SILENCE -> Duration.ofHours(rule.threshold()).dividedBy(LOOKS_A_WINDOW);
                    case SESSIONS, REFUSALS ->
                            Duration.ofMinutes(rule.windowMinutes()).dividedBy(LOOKS_A_WINDOW);
                };
        return rule.suspends() ? SHORTEST : between(wanted, LONGEST);
    }

    /** From a look that took so long to the next. */
    static Duration after(AlertRule rule, Duration took) {
        Duration usual = of(rule);
        Duration rest = took.multipliedBy(REST);
        return rest.compareTo(usual) > 0 ? rest : usual;
    }

    /** From a look that failed to the next: longer each time. */
    static Duration afterFailure(AlertRule rule, int failures) {
        long times = 1L << Math.clamp(failures - 1L, 0, DOUBLINGS);
        return between(of(rule).multipliedBy(times), LONGEST_PAUSE);
    }

    private static Duration between(Duration wanted, Duration longest) {
        if (wanted.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return wanted.compareTo(longest) > 0 ? longest : wanted;
    }
}
