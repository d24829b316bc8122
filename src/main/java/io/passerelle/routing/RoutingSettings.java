package io.passerelle.routing;

import io.passerelle.foundation.SettingsReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How destinations are watched and their names looked up.
 *
 * @param checkInterval between two checks of a destination that works
 * @param checkTimeout how long a check may take
 * @param fall failures in a row, of checks and connections together, that take a destination out
 * @param rise successes in a row that bring it back
 * @param backOff the longest pause between two tries of a destination that is down
 * @param slowReturn how long a destination that is back takes to get its whole share
 * @param checksAtOnce how many checks may run at a time
 * @param nameAge how old the answer of a look-up without a TTL may be before it is asked again
 * @param nameAgeLeast how old any answer may be, whatever its TTL
 * @param nameAgeMost how old no answer may be, whatever its TTL
 * @param nameTimeout how long a look-up may take
 */
public record RoutingSettings(
        Duration checkInterval,
        Duration checkTimeout,
        int fall,
        int rise,
        Duration backOff,
        Duration slowReturn,
        int checksAtOnce,
        Duration nameAge,
        Duration nameAgeLeast,
        Duration nameAgeMost,
        Duration nameTimeout) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** How old an answer may be, given its TTL; null for none. */
    Duration goodFor(@Nullable Duration ttl) {
        if (ttl == null) {
            return nameAge;
        }
        Duration atLeast = ttl.compareTo(nameAgeLeast) < 0 ? nameAgeLeast : ttl;
        return atLeast.compareTo(nameAgeMost) > 0 ? nameAgeMost : atLeast;
    }

    /** The settings of a system that sets nothing. */
    public static RoutingSettings usual() {
        return read(new SettingsReader(key -> null));
    }

    /** Reads {@code passerelle.routing.*}. */
    public static RoutingSettings read(SettingsReader settings) {
        String prefix = "passerelle.routing.";
        Duration interval =
                settings.duration(prefix + "check-interval", SECOND.multipliedBy(10), SECOND, HOUR);
        Duration backOff =
                settings.duration(prefix + "back-off", SECOND.multipliedBy(60), SECOND, HOUR);
        if (backOff.compareTo(interval) < 0) {
            settings.refuse(prefix + "back-off", "must not be shorter than the check-interval");
        }
        Duration least =
                settings.duration(prefix + "name-age-min", SECOND.multipliedBy(5), SECOND, HOUR);
        Duration most = settings.duration(prefix + "name-age-max", HOUR, SECOND, DAY);
        if (most.compareTo(least) < 0) {
            settings.refuse(prefix + "name-age-max", "must not be shorter than name-age-min");
        }
        return new RoutingSettings(
                interval,
                settings.duration(
                        prefix + "check-timeout",
                        SECOND.multipliedBy(3),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1)),
                settings.integer(prefix + "fall", 2, 1, 100),
                settings.integer(prefix + "rise", 2, 1, 100),
                backOff,
                settings.duration(
                        prefix + "slow-return", SECOND.multipliedBy(30), Duration.ZERO, HOUR),
                settings.integer(prefix + "checks-at-once", 256, 1, 10_000),
                settings.duration(prefix + "name-age", SECOND.multipliedBy(30), SECOND, HOUR),
                least,
                most,
                settings.duration(
                        prefix + "name-timeout",
                        SECOND.multipliedBy(5),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1)));
    }
}
