package io.passerelle.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link Spool} of a {@link Journal}: entries instead of bytes, and every loss told. */
final class SpoolOf<E> {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Entries that are read from memory again, where all of them go through the spool. */
    private static final int IN_MEMORY = 20_000;

    private static final long LOOK_NANOS = 10_000_000;

    private final String name;
    private final JournalCodec<E> codec;
    private final LongAdder lost;
    private final Spool spool;
    private final SpoolTail<E> tail;
    private final Refusals refusals;
    private final LogLimit quiet = new LogLimit();
    private volatile long bytes;
    private volatile long entries;
    private final AtomicLong taken; // those of an earlier process, too
    private final AtomicLong forgotten = new AtomicLong();

    SpoolOf(JournalSettings settings, JournalCodec<E> codec, LongAdder lost) throws IOException {
        this.name = settings.name();
        this.codec = codec;
        this.lost = lost;
        boolean always = settings.diskFirst();
        this.spool = new Spool(settings.spoolFolder(), name, settings.spoolBytes(), always);
        this.tail = new SpoolTail<>(always ? IN_MEMORY : 0, spool.entries());
        this.refusals = new Refusals(settings.spoolFolder(), name);
        this.taken = new AtomicLong(spool.entries());
        counted();
    }

    private void counted() {
        bytes = spool.bytes();
        entries = spool.entries();
    }

    boolean isEmpty() {
        return spool.isEmpty();
    }

    /** From any thread. */
    long bytes() {
        return bytes;
    }

    /** From any thread. */
    long entries() {
        return entries;
    }

    /** Waits, on any thread, until nothing that is here now is needed any more. */
    boolean awaitForgotten(Duration patience) {
        long wanted = taken.get();
        long end = System.nanoTime() + patience.toNanos();
        while (forgotten.get() < wanted) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /** Writes entries to disk; why not, or null when they are there. */
    @Nullable Exception append(List<E> added) {
        Exception problem;
        try {
            List<byte[]> encoded = new ArrayList<>(added.size());
            for (E entry : added) {
                encoded.add(codec.encode(entry));
            }
            if (spool.append(encoded)) {
                tail.add(added, encoded, spool.lastSegment(), spool.end());
                taken.addAndGet(added.size());
                return null;
            }
            problem = new JournalFull(name);
        } catch (IOException | RuntimeException e) {
            problem = e;
        } finally {
            counted();
        }
        long since = quiet.add(added.size());
        if (since > 0) {
            LOG.atError()
                    .addKeyValue("journal", name)
                    .addKeyValue("entries", since)
                    .addKeyValue("reason", problem.toString())
                    .log("entries could not be kept on disk");
        }
        return problem;
    }

    /**
     * Some entries of the spool.
     *
     * @param foreign bytes that are no entries of this release
     * @param fromMemory whether nothing had to be read
     */
    record Piece<E>(
            List<E> entries,
            Map<byte[], Exception> foreign,
            Spool.Piece read,
            boolean isLast,
            boolean fromMemory) {}

    /** What comes next; null when the disk cannot be read now. */
    @Nullable Piece<E> next(int atMost) {
        SpoolTail.Piece<E> recent = tail.next(spool.firstSegment(), atMost);
        if (recent != null) {
            int count = recent.entries().size();
            boolean last = count == spool.entries();
            var known = new Spool.Piece(List.of(), count, recent.end(), last, false);
            return new Piece<>(recent.entries(), Map.of(), known, last, true);
        }
        try {
            Spool.Piece read = spool.next((int) Math.min(atMost, Math.max(1, tail.before())));
            List<E> decoded = new ArrayList<>(read.entries().size());
            Map<byte[], Exception> foreign = new IdentityHashMap<>();
            for (byte[] entry : read.entries()) {
                try {
                    decoded.add(codec.decode(entry));
                } catch (RuntimeException e) {
                    foreign.put(entry, e);
                }
            }
            boolean last = read.entries().size() == spool.entries();
            return new Piece<>(decoded, foreign, read, last, false);
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("journal", name)
                    .addKeyValue("reason", e.toString())
                    .log("the spool cannot be read");
            return null;
        }
    }

    /**
     * Forgets what was written; keeps what was refused where somebody can look.
     *
     * @return false when the disk does not let go of a file: try again later
     */
    boolean written(@Nullable Piece<E> piece, Map<Integer, Exception> refused) {
        if (piece == null) {
            return true; // a batch that was late: it is in the spool, and comes again
        }
        refused.forEach((at, why) -> refused(piece.entries().get(at), why));
        piece.foreign().forEach(this::refused);
        try {
            if (piece.fromMemory()) {
                tail.forget(piece.read().count());
            } else {
                tail.forgetBefore(piece.read().count());
            }
            spool.forget(piece.read())
                    .ifPresent(aside ->
                            LOG.atError()
                                    .addKeyValue("journal", name)
                                    .addKeyValue("file", aside.getFileName())
                                    .log(
                                            "a spool file ends in bytes that cannot be read; it is"
                                                    + " set aside"));
            return true;
        } catch (IOException e) {
            if (quiet.add(1) > 0) {
                LOG.atError()
                        .addKeyValue("journal", name)
                        .addKeyValue("reason", e.toString())
                        .log("a spool file that was written cannot be removed");
            }
            return false;
        } finally {
            forgotten.addAndGet(piece.read().count());
            counted();
        }
    }

    /** Leaves nothing behind but what is needed. */
    void close() {
        try {
            spool.close();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("journal", name)
                    .addKeyValue("reason", e.toString())
                    .log("the spool could not be closed");
        }
    }

    /** The database will never take an entry. */
    void refused(E entry, Exception why) {
        refused(codec.encode(entry), why);
    }

    private void refused(byte[] entry, Exception why) {
        lost.increment();
        refusals.keep(entry, why);
    }
}
