package io.passerelle.foundation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The machine's time as it was when the process started, carried on by the monotonic clock: it
 * never jumps and never goes back. What is measured with it (how long a terminal was silent, which
 * of two reports is the later one, when a try is due) is the same whether or not somebody sets the
 * machine's clock meanwhile; moments it gives are off by that step until the process starts anew.
 */
public final class SteadyClock implements InstantSource {

    private static final SteadyClock PROCESS =
            new SteadyClock(InstantSource.system(), System::nanoTime);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Instant base;
    private final long since;

    /**
     * @param wall what may be set
     * @param nanos what never is: counts nanoseconds from anywhere
     */
    public SteadyClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
        this.base = wall.instant();
    }

    /** The one all parts of the process share, so that their moments can be compared. */
    public static SteadyClock ofTheProcess() {
        return PROCESS;
    }

    @Override
    public Instant instant() {
        return base.plusNanos(nanos.getAsLong() - since);
    }

    /** How far the machine's clock was set ahead since the start; negative when it was set back. */
    public Duration machineAhead() {
        return Duration.between(instant(), wall.instant());
    }
}
