package io.passerelle.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Journal} comes back to the database after a failure: one transaction at a time,
 * beside what comes in, small ones first, and after each failure a longer pause that no two nodes
 * have alike. So an outage's end is no stampede. Used by the journal's thread.
 */
final class Replay<E> {

    private static final int SLOWEST = 8;
    private static final int FIRST_STEP = 10;

    private final JournalSettings settings;
    private final LongAdder count = new LongAdder();
    private @Nullable Attempt<E> attempt;
    private SpoolOf.@Nullable Piece<E> piece;
    private int slowness = 1;
    private int failures;
    private int step;
    private long retryAt = System.nanoTime();

    Replay(JournalSettings settings) {
        this.settings = settings;
        this.step = settings.batch();
    }

    /**
     * Something is under way.
     *
     * @param replayed what of the spool it is; null for a batch that is late and was spooled since
     */
    void running(Attempt<E> started, SpoolOf.@Nullable Piece<E> replayed) {
        attempt = started;
        piece = replayed;
    }

    boolean isRunning() {
        return attempt != null;
    }

    /** What is under way. */
    @Nullable Attempt<E> attempt() {
        return attempt;
    }

    /** What of the spool is under way; null when nothing is, or what is comes not from there. */
    SpoolOf.@Nullable Piece<E> piece() {
        return piece;
    }

    /** Nothing is under way any more. */
    void over(boolean written) {
        if (written) {
            count.add(piece == null ? 0 : piece.entries().size());
            step = Math.min(settings.batch(), step * 2);
            slowness = 1;
            failures = 0;
            if (settings.diskFirst()) {
                retryAt = System.nanoTime() + settings.gather().toNanos(); // others come meanwhile
            }
        }
        attempt = null;
        piece = null;
    }

    /**
     * What is under way is in the database.
     *
     * @param forgotten false when the spool's file could not be let go of: without a pause it would
     *     be tried again hundreds of times a second
     */
    void written(boolean forgotten) {
        over(true);
        if (!forgotten) {
            failed();
        }
    }

    /** The database did not take it: later again, and less at once. */
    void failed() {
        Duration pause = settings.retryEvery().multipliedBy(slowness);
        long most = pause.toNanos();
        retryAt = System.nanoTime() + ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        slowness = Math.min(SLOWEST, slowness * 2);
        failures++;
        step = Math.max(1, settings.batch() / FIRST_STEP);
    }

    /** Whether it failed again: once may have been one broken connection. */
    boolean failedTwice() {
        return failures > 1;
    }

    /** Whether the pause after a failure is over. */
    boolean isDue() {
        return System.nanoTime() - retryAt >= 0;
    }

    /** In how many milliseconds it is over, rounded up. */
    long dueMillis() {
        return (retryAt - System.nanoTime()) / 1_000_000 + 1;
    }

    /** Whether the database took what it was given last. */
    boolean isHealthy() {
        return failures == 0;
    }

    /** How many entries to try at once. */
    int step() {
        return step;
    }

    /** How many entries of the spool were written. */
    long count() {
        return count.sum();
    }

    /** Gives what is under way a last chance; otherwise the next start writes it again. */
    void awaitEnd(Duration patience) {
        try {
            if (attempt != null) {
                attempt.await(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
