package io.passerelle.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a test is about, and fails with the last reason when it does not come. Looks again
 * after a tenth of the time it has waited, so that a test is hardly slower than the thing it tests
 * and does not keep the machine from it by asking.
 */
public final class Eventually {

    /** Long enough for a busy machine: a wait that succeeds never takes it. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private Eventually() {}

    /** Repeats the assertion until it holds. */
    public static void eventually(Check assertion) {
        within(PATIENCE, assertion);
    }

    /**
     * Repeats the assertion until it holds.
     *
     * @throws AssertionError the last one, when the time is over
     */
    public static void within(Duration patience, Check assertion) {
        get(
                patience,
                () -> {
                    assertion.run();
                    return Boolean.TRUE;
                });
    }

    /** Repeats the question until it gives an answer without an error. */
    public static <T extends @Nullable Object> T get(Duration patience, Question<T> question) {
        long start = System.nanoTime();
        while (true) {
            try {
                return question.ask();
            } catch (AssertionError | Exception e) {
                long waited = System.nanoTime() - start;
                if (waited >= patience.toNanos()) {
                    throw new AssertionError("not within " + patience + ": " + e.getMessage(), e);
                }
                LockSupport.parkNanos(Math.clamp(waited / 10, SHORTEST_PAUSE, LONGEST_PAUSE));
            }
        }
    }

    /** Waits until the condition is true. */
    public static void until(String what, BooleanSupplier condition) {
        within(
                PATIENCE,
                () -> {
                    if (!condition.getAsBoolean()) {
                        throw new AssertionError("still not: " + what);
                    }
                });
    }

    /** Something that fails until it holds. */
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }

    /** Something that fails until it has an answer. */
    @FunctionalInterface
    public interface Question<T extends @Nullable Object> {
        T ask() throws Exception;
    }
}
