package io.passerelle.routing;

import io.passerelle.connections.AttemptOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The health of one destination: a state and the counts that move it. Time is given, never asked
 * for. Reading is free of locks; only failures and what follows them take one.
 */
final class HealthTracker {

    /** The back-off doubles at most this often; beyond it any pause is the longest one. */
    private static final int DOUBLINGS_AT_MOST = 16;

    private static final double JITTER = 0.2;

    private final Supplier<RoutingSettings> settings;
    private final boolean actively;
    private final DoubleSupplier random;
    private volatile Health health;
    private volatile Instant nextCheck;
    private int failures;
    private int successes;
    private int doublings;

    /**
     * @param actively whether checks are made; otherwise a destination that is down is given a try
     *     by connections when its pause is over
     * @param random 0 to 1, spreads the checks
     */
    HealthTracker(
            Supplier<RoutingSettings> settings,
            boolean actively,
            DoubleSupplier random,
            Instant now) {
        this.settings = settings;
        this.actively = actively;
        this.random = random;
        this.health = new Health.Up(now, false);
        this.nextCheck = now.plusNanos((long) (interval().toNanos() * random.getAsDouble()));
    }

    Health health() {
        return health;
    }

    double fitness(Instant now) {
        return health.fitness(now);
    }

    boolean isCheckDue(Instant now) {
        return actively && !now.isBefore(nextCheck);
    }

    /** A check was started: the next one is due an interval later, or as its outcome says. */
    void checking(Instant now) {
        nextCheck = now.plus(jittered(interval()));
    }

    /** A check or a connection reached it; true when the state changed. */
    boolean succeeded(Instant now) {
        if (health instanceof Health.Up(Instant ignored, boolean tried) && tried && failures == 0) {
            return false; // the usual case: nothing to write, nobody to wait for
        }
        synchronized (this) {
            failures = 0;
            return switch (health) {
                case Health.Up(Instant since, boolean tried) -> {
                    health = new Health.Up(since, true);
                    yield !tried;
                }
                case Health.Returning ignored -> false;
                case Health.Down down -> cameBack(down, now);
            };
        }
    }

    /** A check or a connection did not reach it; true when the state changed. */
    synchronized boolean failed(Instant now, AttemptOutcome why) {
        successes = 0;
        return switch (health) {
            case Health.Up ignored -> {
                failures++;
                yield failures >= settings.get().fall() && goDown(now, now, why);
            }
            case Health.Returning ignored -> goDown(now, now, why);
            case Health.Down down ->
                    !now.isBefore(down.nextTry()) && goDown(down.since(), now, why);
        };
    }

    /** What time alone changes; true when the state changed. */
    synchronized boolean tick(Instant now) {
        return switch (health) {
            case Health.Returning returning when !now.isBefore(returning.until()) -> {
                doublings = 0;
                failures = 0;
                health = new Health.Up(now, true);
                yield true;
            }
            case Health.Down down when !actively && !now.isBefore(down.nextTry()) -> {
                comeBack(down, now);
                yield true;
            }
            default -> false;
        };
    }

    private boolean cameBack(Health.Down down, Instant now) {
        successes++;
        if (successes < settings.get().rise()) {
            nextCheck = now.plus(jittered(interval()));
            return false;
        }
        comeBack(down, now);
        return true;
    }

    private void comeBack(Health.Down down, Instant now) {
        successes = 0;
        health = new Health.Returning(now, down.reason(), now.plus(settings.get().slowReturn()));
        nextCheck = now.plus(jittered(interval()));
    }

    private boolean goDown(Instant since, Instant now, AttemptOutcome why) {
        Duration pause = interval().multipliedBy(1L << doublings);
        Duration longest = settings.get().backOff();
        if (pause.compareTo(longest) > 0) {
            pause = longest;
        }
        doublings = Math.min(DOUBLINGS_AT_MOST, doublings + 1);
        nextCheck = now.plus(jittered(pause));
        boolean changed = !(health instanceof Health.Down);
        health = new Health.Down(since, why, nextCheck);
        return changed;
    }

    private Duration interval() {
        return settings.get().checkInterval();
    }

    private Duration jittered(Duration pause) {
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
