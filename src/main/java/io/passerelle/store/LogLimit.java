package io.passerelle.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Keeps what happens thousands of times from filling a log: a line now and then, with a count. */
final class LogLimit {

    private static final long QUIET = Duration.ofSeconds(10).toNanos();

    private final LongAdder held = new LongAdder();
    private final AtomicLong last = new AtomicLong(System.nanoTime() - QUIET);

    /**
     * Counts some more.
     *
     * @return how many the line to write now stands for; 0 for no line now
     */
    long add(long count) {
        held.add(count);
        long now = System.nanoTime();
        long before = last.get();
        return now - before >= QUIET && last.compareAndSet(before, now) ? held.sumThenReset() : 0;
    }
}
