package io.passerelle.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last entries of a spool, kept in memory, too: nobody reads from the disk what was written
 * there a moment ago. Bounded: when there are too many all of them are let go, and read from the
 * disk when their turn comes. Used by one thread.
 */
final class SpoolTail<E> {

    private final int atMost;
    private final ArrayDeque<Kept<E>> kept = new ArrayDeque<>();
    private long before;

    /**
     * Nothing yet.
     *
     * @param atMost entries; 0 keeps none
     * @param before how many entries are on the disk already
     */
    SpoolTail(int atMost, long before) {
        this.atMost = atMost;
        this.before = before;
    }

    private record Kept<E>(E entry, long segment, long end) {}

    /**
     * Some entries of one file.
     *
     * @param end where the file goes on behind them
     */
    record Piece<E>(List<E> entries, long end) {}

    /** Entries that were written behind the others. */
    void add(List<E> entries, List<byte[]> encoded, long segment, long endOfAll) {
        if (kept.size() + entries.size() > atMost) {
            before += kept.size() + entries.size();
            kept.clear();
            return;
        }
        long end = endOfAll;
        for (byte[] bytes : encoded) {
            end -= bytes.length + Spool.HEADER_BYTES;
        }
        for (int i = 0; i < entries.size(); i++) {
            end += encoded.get(i).length + Spool.HEADER_BYTES;
            kept.addLast(new Kept<>(entries.get(i), segment, end));
        }
    }

    /** How many entries that come next are on the disk only. */
    long before() {
        return before;
    }

    /** The next entries if they are all in that file; null when the disk must be read. */
    @Nullable Piece<E> next(long segment, int most) {
        if (before > 0 || kept.isEmpty() || kept.getFirst().segment() != segment) {
            return null;
        }
        List<E> entries = new ArrayList<>(Math.min(most, kept.size()));
        long end = 0;
        for (Kept<E> next : kept) {
            if (next.segment() != segment || entries.size() == most) {
                break;
            }
            entries.add(next.entry());
            end = next.end();
        }
        return new Piece<>(entries, end);
    }

    /**
     * So many of the first entries are not needed any more. Those that were kept may have had to
     * leave memory since they were taken from here; they count among the ones before then.
     */
    void forget(int count) {
        for (int i = 0; i < count; i++) {
            if (kept.pollFirst() == null) {
                before = Math.max(0, before - 1);
            }
        }
    }

    /** So many entries were read from the disk, and are not needed any more. */
    void forgetBefore(int count) {
        before = Math.max(0, before - count);
    }
}
