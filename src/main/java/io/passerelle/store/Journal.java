package io.passerelle.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of what the data plane observed into the database: bounded, batched, in order, and
 * durable also while the database is away.
 *
 * <p>One thread takes what waits and writes it in one transaction: one fsync for many entries, and
 * the more wait the more share it. While the database is away entries go to a {@link Spool} on disk
 * instead; when it is back the spool goes first, so that the order holds. An entry that the
 * database refuses for what it is (and not because it is away) is logged by position and left out,
 * because it would block everything behind it for ever.
 */
public final class Journal<E> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final JournalSettings settings;
    private final JournalCodec<E> codec;
    private final JournalSink<E> sink;
    private final StoreState state;
    private final Spool spool;
    private final BlockingQueue<Waiting<E>> queue;
    private final LongAdder lost = new LongAdder();
    private final Thread writer;
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile long spooledBytes;
    private long retryAt = System.nanoTime();

    /** Starts the writing thread. */
    public Journal(
            JournalSettings settings, JournalCodec<E> codec, JournalSink<E> sink, StoreState state)
            throws IOException {
        this.settings = settings;
        this.codec = codec;
        this.sink = sink;
        this.state = state;
        this.spool = new Spool(settings.spoolFolder(), settings.name(), settings.spoolBytes());
        this.spooledBytes = spool.bytes();
        this.queue = new ArrayBlockingQueue<>(settings.capacity());
        this.writer = Thread.ofPlatform().name("journal-" + settings.name()).start(this::writeAll);
    }

    /**
     * Hands an entry over.
     *
     * @return completes when the entry is durable, in the database or in the spool; fails with
     *     {@link JournalFull} when it could not be kept, and with the database's reason when it
     *     refused the entry
     */
    public CompletionStage<Void> append(E entry) {
        var done = new CompletableFuture<Void>();
        if (closing || !queue.offer(new Waiting<>(entry, done))) {
            lost.increment();
            done.completeExceptionally(new JournalFull(settings.name()));
        } else if (ended) {
            failWhatIsLeft(); // it came in while the last batch went out
        }
        return done;
    }

    /**
     * Hands an entry over without waiting; false, and counted in {@link #lost()}, when there was no
     * room.
     */
    public boolean offer(E entry) {
        boolean taken = !closing && queue.offer(new Waiting<>(entry, null));
        if (!taken) {
            lost.increment();
        }
        return taken;
    }

    /** How many entries could not be kept since the start. */
    public long lost() {
        return lost.sum();
    }

    /** How many entries wait in memory. */
    public int waiting() {
        return queue.size();
    }

    /** How many bytes wait on disk. */
    public long spooledBytes() {
        return spooledBytes;
    }

    /**
     * Writes what waits, to the database or else to disk, and ends. Entries that come later are not
     * taken.
     */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        failWhatIsLeft();
    }

    private void failWhatIsLeft() {
        for (Waiting<E> left = queue.poll(); left != null; left = queue.poll()) {
            lost.increment();
            left.failed(new JournalFull(settings.name()));
        }
    }

    private void writeAll() {
        List<Waiting<E>> batch = new ArrayList<>(settings.batch());
        while (!closing || !queue.isEmpty()) {
            try {
                emptySpool();
                take(batch);
                if (!batch.isEmpty()) {
                    write(batch);
                }
            } catch (InterruptedException e) {
                closing = true;
            } finally {
                batch.clear();
            }
        }
    }

    private void take(List<Waiting<E>> batch) throws InterruptedException {
        Waiting<E> first = queue.poll(isReplayDue() ? 0 : 100, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, settings.batch() - 1);
        }
    }

    private void write(List<Waiting<E>> batch) {
        if (spool.isEmpty()) {
            try {
                sink.write(batch.stream().map(Waiting::entry).toList());
                state.answered();
                batch.forEach(Waiting::kept);
                return;
            } catch (Exception e) {
                if (!StoreState.isAway(e)) {
                    writeOneByOne(batch);
                    return;
                }
                away(e);
            }
        }
        spool(batch);
    }

    /** Finds the entries the database refuses; the others are written. */
    private void writeOneByOne(List<Waiting<E>> batch) {
        for (int i = 0; i < batch.size(); i++) {
            Waiting<E> waiting = batch.get(i);
            try {
                sink.write(List.of(waiting.entry()));
                waiting.kept();
            } catch (Exception e) {
                if (StoreState.isAway(e)) {
                    away(e);
                    spool(batch.subList(i, batch.size()));
                    return;
                }
                refused(waiting, e);
            }
        }
    }

    private void refused(Waiting<E> waiting, Exception why) {
        lost.increment();
        LOG.atError()
                .addKeyValue("journal", settings.name())
                .setCause(why)
                .log("the database refused an entry");
        waiting.failed(why);
    }

    private void spool(List<Waiting<E>> batch) {
        try {
            if (spool.append(batch.stream().map(w -> codec.encode(w.entry())).toList())) {
                spooledBytes = spool.bytes();
                batch.forEach(Waiting::kept);
                return;
            }
            throw new JournalFull(settings.name());
        } catch (IOException | RuntimeException e) {
            lost.add(batch.size());
            LOG.atError()
                    .addKeyValue("journal", settings.name())
                    .addKeyValue("entries", batch.size())
                    .addKeyValue("reason", e.toString())
                    .log("entries could not be kept on disk");
            batch.forEach(w -> w.failed(e));
        }
    }

    /** One file at a time: what comes in meanwhile must not wait for the whole of it. */
    private void emptySpool() {
        if (!isReplayDue()) {
            return;
        }
        try {
            writeOldest();
            spooledBytes = spool.bytes();
            state.answered();
        } catch (Exception e) {
            away(e);
        }
    }

    private boolean isReplayDue() {
        return !spool.isEmpty() && System.nanoTime() - retryAt >= 0;
    }

    private void writeOldest() throws Exception {
        Spool.Oldest oldest = spool.oldest();
        List<E> entries = decoded(oldest.entries());
        for (int from = 0; from < entries.size(); from += settings.batch()) {
            List<E> batch =
                    entries.subList(from, Math.min(entries.size(), from + settings.batch()));
            try {
                sink.write(batch);
            } catch (Exception e) {
                if (StoreState.isAway(e)) {
                    throw e;
                }
                replayOneByOne(batch);
            }
        }
        if (oldest.whole()) {
            spool.dropOldest();
        } else {
            LOG.atError()
                    .addKeyValue("journal", settings.name())
                    .addKeyValue("file", spool.setOldestAside().getFileName())
                    .log("a spool file ends in bytes that cannot be read; it is set aside");
        }
    }

    /** The file stays until each of its entries was written or refused: away means all again. */
    private void replayOneByOne(List<E> batch) throws Exception {
        for (E entry : batch) {
            try {
                sink.write(List.of(entry));
            } catch (Exception e) {
                if (StoreState.isAway(e)) {
                    throw e;
                }
                refused(new Waiting<>(entry, null), e);
            }
        }
    }

    private List<E> decoded(List<byte[]> entries) {
        List<E> decoded = new ArrayList<>(entries.size());
        for (byte[] entry : entries) {
            try {
                decoded.add(codec.decode(entry));
            } catch (RuntimeException e) {
                lost.increment();
                LOG.atError()
                        .addKeyValue("journal", settings.name())
                        .addKeyValue("reason", e.getClass().getSimpleName())
                        .log("an entry of the spool cannot be understood");
            }
        }
        return decoded;
    }

    private void away(Exception why) {
        state.failed(why);
        retryAt = System.nanoTime() + settings.retryEvery().toNanos();
    }

    private record Waiting<E>(E entry, @Nullable CompletableFuture<Void> done) {

        void kept() {
            if (done != null) {
                done.complete(null);
            }
        }

        void failed(Exception why) {
            if (done != null) {
                done.completeExceptionally(why);
            }
        }
    }
}
