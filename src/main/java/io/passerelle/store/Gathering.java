package io.passerelle.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * The wait of a journal's first entry for others, because transactions of a few entries each would
 * cost many times what those entries cost together. It ends when they are enough for a transaction,
 * or a quarter of what memory holds: a burst must not find it full while one waits for more.
 */
final class Gathering {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int PART_OF_MEMORY = 4;

    private final JournalSettings settings;
    private final int enough;
    private volatile boolean urgent;

    Gathering(JournalSettings settings) {
        this.settings = settings;
        this.enough = Math.min(settings.batch(), settings.capacity() / PART_OF_MEMORY);
    }

    /** Somebody waits for an entry: what is there is enough. */
    void hurry(Thread waiting) {
        if (settings.isGathering()) {
            urgent = true;
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Waits for company; for one thread.
     *
     * @param there how many have come
     */
    void await(IntSupplier there) {
        if (!settings.isGathering()) {
            return;
        }
        long end = System.nanoTime() + settings.gather().toNanos();
        for (long left = settings.gather().toNanos();
                left > 0 && !urgent && there.getAsInt() < enough;
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
        }
        urgent = false;
    }
}
