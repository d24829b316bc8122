package io.passerelle.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One try to write some entries. It runs on a thread of its own, so that whoever waits for it need
 * not wait for a database that hangs; its results are read after {@link #isDone()}.
 */
final class Attempt<E> implements Runnable {

    private final List<E> entries;
    private final JournalSink<E> sink;
    private final Map<Integer, Exception> refused = new LinkedHashMap<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final long startedAt = System.nanoTime();
    private volatile long cameOnAt = startedAt;
    private volatile long longestStill;
    private @Nullable Throwable failure;

    Attempt(List<E> entries, JournalSink<E> sink) {
        this.entries = entries;
        this.sink = sink;
    }

    @Override
    public void run() {
        try {
            writeTogether();
        } catch (Throwable e) { // else it would look as if all were written
            failure = e;
        } finally {
            comesOn();
            done.countDown();
        }
    }

    private void writeTogether() throws Exception {
        if (entries.isEmpty()) {
            return; // what a damaged file left
        }
        try {
            List<List<E>> parts = sink.parts(entries);
            if (parts.stream().mapToInt(List::size).sum() != entries.size()) {
                throw new IllegalStateException("parts of a batch do not hold all of it");
            }
            for (List<E> part : parts) {
                StoreSource.keeping(() -> sink.write(part));
                comesOn();
            }
        } catch (Exception e) {
            if (!StoreFaults.isOfTheEntry(e)) {
                throw e;
            }
            writeOneByOne();
        }
    }

    /** Finds the entries the database refuses; the others are written. */
    private void writeOneByOne() throws Exception {
        for (int i = 0; i < entries.size(); i++) {
            E entry = entries.get(i);
            try {
                StoreSource.keeping(() -> sink.write(List.of(entry)));
            } catch (Exception e) {
                if (!StoreFaults.isOfTheEntry(e)) {
                    throw e;
                }
                refused.put(i, e);
            }
            comesOn();
        }
    }

    private void comesOn() {
        long now = System.nanoTime();
        longestStill = Math.max(longestStill, now - cameOnAt);
        cameOnAt = now;
    }

    /** False when it takes longer. */
    boolean await(Duration patience) throws InterruptedException {
        return done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    /** Whether it began longer ago than that. */
    boolean isOlderThan(Duration age) {
        return System.nanoTime() - startedAt > age.toNanos();
    }

    /** Whether nothing of it was written for longer than that, now or at some time before. */
    boolean wasStuckFor(Duration time) {
        return longestStill > time.toNanos() || !isDone() && stillFor().compareTo(time) > 0;
    }

    /** How long ago something of it was written last, or it began. */
    Duration stillFor() {
        return Duration.ofNanos(System.nanoTime() - cameOnAt);
    }

    /** Why entries may not be written although nothing is wrong with them; null when all are. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** What is wrong with entries, by position. */
    Map<Integer, Exception> refused() {
        return refused;
    }

    int size() {
        return entries.size();
    }
}
