package io.passerelle.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link Spool} of a {@link Journal}: entries instead of bytes, and every loss told. */
final class SpoolOf<E> {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final String name;
    private final JournalCodec<E> codec;
    private final LongAdder lost;
    private final Spool spool;
    private final Refusals refusals;
    private final LogLimit quiet = new LogLimit();
    private volatile long bytes;
    private volatile long entries;

    SpoolOf(JournalSettings settings, JournalCodec<E> codec, LongAdder lost) throws IOException {
        this.name = settings.name();
        this.codec = codec;
        this.lost = lost;
        this.spool = new Spool(settings.spoolFolder(), name, settings.spoolBytes());
        this.refusals = new Refusals(settings.spoolFolder(), name);
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

    /** Writes entries to disk; why not, or null when they are there. */
    @Nullable Exception append(List<E> added) {
        Exception problem;
        try {
            if (spool.append(added.stream().map(codec::encode).toList())) {
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
     */
    record Piece<E>(
            List<E> entries, Map<byte[], Exception> foreign, Spool.Piece read, boolean isLast) {}

    /** What comes next; null when the disk cannot be read now. */
    @Nullable Piece<E> next(int atMost) {
        try {
            Spool.Piece read = spool.next(atMost);
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
            return new Piece<>(decoded, foreign, read, last);
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("journal", name)
                    .addKeyValue("reason", e.toString())
                    .log("the spool cannot be read");
            return null;
        }
    }

    /** Forgets what was written; keeps what was refused where somebody can look. */
    void written(@Nullable Piece<E> piece, Map<Integer, Exception> refused) {
        if (piece == null) {
            return; // a batch that was late: it is in the spool, and comes again
        }
        refused.forEach((at, why) -> refused(piece.entries().get(at), why));
        piece.foreign().forEach(this::refused);
        try {
            spool.forget(piece.read())
                    .ifPresent(aside ->
                            LOG.atError()
                                    .addKeyValue("journal", name)
                                    .addKeyValue("file", aside.getFileName())
                                    .log(
                                            "a spool file ends in bytes that cannot be read; it is"
                                                    + " set aside"));
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("journal", name)
                    .addKeyValue("reason", e.toString())
                    .log("a spool file that was written cannot be removed");
        }
        counted();
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
