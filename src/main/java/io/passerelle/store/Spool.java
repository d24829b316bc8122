package io.passerelle.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Entries on disk, first in, first out, in files of about 8 MiB. An entry is a length, a CRC-32 and
 * its bytes; a file that was cut off by a crash ends at its last whole entry. Used by one thread.
 *
 * <p>A spool that lasts goes on in the same file when everything in it was forgotten, and notes
 * beside it how far that is, without waiting for the disk: after a kill what comes again is what
 * was not forgotten, after a power cut a little more. One that does not last deletes an emptied
 * file, and a file that was not emptied comes again from its start.
 */
final class Spool {

    private static final long SEGMENT_BYTES = 8L << 20;
    private static final int ENTRY_BYTES_AT_MOST = 1 << 20;
    private static final int SEGMENTS_AT_LEAST = 8; // of a small limit
    static final int HEADER_BYTES = 8;

    private final Path folder;
    private final String name;
    private final long limit;
    private final @Nullable SpoolPosition noted;
    private final Deque<Path> segments = new ArrayDeque<>();
    private long bytes;
    private long entries;
    private long next;
    private long position;
    private @Nullable Path writable;
    private @Nullable FileChannel out;

    /** Takes up what an earlier process left; does not last. */
    Spool(Path folder, String name, long limit) throws IOException {
        this(folder, name, limit, false);
    }

    /** Takes up what an earlier process left. */
    Spool(Path folder, String name, long limit, boolean lasts) throws IOException {
        this.folder = Files.createDirectories(folder);
        // Entries name subscribers and where they were.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        this.name = name;
        this.limit = limit;
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(this::isMine).sorted().forEach(segments::add);
        }
        this.noted = lasts ? SpoolPosition.readFrom(folder.resolve(name + ".position")) : null;
        if (noted != null) {
            next = noted.segment() + 1; // what was noted of one file must never be said of another
            goOnWhereNoted(noted);
        }
        for (Path segment : segments) {
            long from = segment.equals(segments.getFirst()) ? position : 0;
            bytes += Files.size(segment);
            entries += read(segment, from, Integer.MAX_VALUE).entries().size();
            next = number(segment) + 1;
        }
    }

    private void goOnWhereNoted(SpoolPosition where) throws IOException {
        Path first = segments.peekFirst();
        if (first == null || number(first) != where.segment()) {
            return;
        }
        long size = Files.size(first);
        if (where.position() < size) {
            position = where.position();
        } else {
            Files.delete(first);
            segments.removeFirst();
        }
    }

    boolean isEmpty() {
        return segments.isEmpty() || (bytes == position && segments.size() == 1);
    }

    /** How much of the disk is used; a file counts whole until its last entry is forgotten. */
    long bytes() {
        return isEmpty() ? 0 : bytes;
    }

    /** The number of the oldest file; only when the spool is not empty. */
    long firstSegment() {
        return number(segments.getFirst());
    }

    /** The number of the file the last entries are in. */
    long lastSegment() {
        return number(segments.getLast());
    }

    /** Where the file the last entries are in ends. */
    long end() throws IOException {
        return out == null ? Files.size(segments.getLast()) : out.size();
    }

    /** How many entries wait. */
    long entries() {
        return entries;
    }

    /**
     * Writes all entries and waits for the disk; false when they would pass the limit, and nothing
     * is written. After a failure the file ends where it did before: what half an entry would
     * follow could never be read again.
     */
    boolean append(List<byte[]> added) throws IOException {
        long size = 0;
        for (byte[] entry : added) {
            if (entry.length > ENTRY_BYTES_AT_MOST) {
                throw new IOException("an entry of " + entry.length + " bytes");
            }
            size += entry.length + HEADER_BYTES;
        }
        if (bytes + size > limit && isEmpty() && !segments.isEmpty()) {
            dropFirst(); // nothing is in it any more
        }
        if (bytes + size > limit) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size));
        for (byte[] entry : added) {
            buffer.putInt(entry.length).putInt(checksum(entry)).put(entry);
        }
        write(segmentToWrite(), buffer.flip());
        bytes += size;
        entries += added.size();
        return true;
    }

    private void write(Path segment, ByteBuffer buffer) throws IOException {
        FileChannel file = out;
        if (file == null) {
            file = FileChannel.open(segment, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            out = file;
        }
        long before = file.size();
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(false); // the length of the file is what its content needs, and comes along
        } catch (IOException e) {
            takeBack(file, segment, before);
            throw e;
        }
    }

    /** A full disk must neither leave half an entry behind nor a new file at every attempt. */
    private void takeBack(FileChannel file, Path segment, long before) throws IOException {
        try {
            file.truncate(before);
        } catch (IOException e) {
            shut(); // whatever is left there, nothing is written behind it again
            throw e;
        }
        if (before == 0) {
            shut();
            segments.removeLast();
            Files.delete(segment);
        }
    }

    /**
     * The oldest entries that were not forgotten yet; only when the spool is not empty.
     *
     * @param atMost how many of them
     */
    Piece next(int atMost) throws IOException {
        return read(segments.getFirst(), position, atMost);
    }

    private static Piece read(Path segment, long from, int atMost) throws IOException {
        List<byte[]> found = new ArrayList<>();
        long end = from;
        boolean readable = true;
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
            var in =
                    new DataInputStream(
                            new BufferedInputStream(
                                    Channels.newInputStream(file.position(from)), 1 << 16));
            while (found.size() < atMost && readable) {
                byte[] entry = readEntry(in);
                readable = entry != null;
                if (entry != null) {
                    found.add(entry);
                    end += entry.length + HEADER_BYTES;
                }
            }
            boolean last = end == file.size();
            return new Piece(found, found.size(), end, last, !readable && !last);
        }
    }

    /** Null at the end of the file, or of what a crash left of it. */
    private static byte @Nullable [] readEntry(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            int checksum = in.readInt();
            if (length < 0 || length > ENTRY_BYTES_AT_MOST) {
                return null;
            }
            byte[] entry = in.readNBytes(length);
            return entry.length == length && checksum(entry) == checksum ? entry : null;
        } catch (EOFException e) {
            return null;
        }
    }

    /**
     * Some entries of the oldest file.
     *
     * @param entries none when they are known otherwise
     * @param count how many they are
     * @param end where the next one starts
     * @param last whether the file ends here
     * @param damaged whether what follows cannot be read
     */
    record Piece(List<byte[]> entries, int count, long end, boolean last, boolean damaged) {}

    /**
     * Forgets entries: they are in the database. A file that ends in bytes nobody can read is kept
     * under another name.
     *
     * @return that file
     */
    Optional<Path> forget(Piece piece) throws IOException {
        entries -= piece.count();
        position = piece.end();
        Path segment = segments.getFirst();
        if (piece.damaged()) {
            Path aside = segment.resolveSibling(segment.getFileName() + ".damaged");
            Files.move(segment, aside);
            firstIsGone();
            return Optional.of(aside);
        }
        long size = Files.size(segment); // more may have come since the piece was read
        if (position == size && (noted == null || size >= segmentBytes() || !isLast(segment))) {
            dropFirst();
        } else if (noted != null) {
            noted.note(number(segment), position);
        }
        return Optional.empty();
    }

    private boolean isLast(Path segment) {
        return segment.equals(writable);
    }

    private void dropFirst() throws IOException {
        Files.delete(segments.getFirst());
        firstIsGone();
    }

    private void firstIsGone() throws IOException {
        Path gone = segments.removeFirst();
        if (gone.equals(writable)) {
            shut();
        }
        position = 0;
        long sum = 0;
        for (Path segment : segments) {
            sum += Files.size(segment);
        }
        bytes = sum;
    }

    /** Nothing is written to the file any more. */
    private void shut() throws IOException {
        writable = null;
        FileChannel file = out;
        out = null;
        if (file != null) {
            file.close();
        }
    }

    /** Leaves nothing behind but what is needed. */
    void close() throws IOException {
        if (isEmpty() && !segments.isEmpty()) {
            dropFirst();
        }
        shut();
        if (noted != null) {
            noted.close();
        }
    }

    private long segmentBytes() {
        return noted == null ? SEGMENT_BYTES : Math.min(SEGMENT_BYTES, limit / SEGMENTS_AT_LEAST);
    }

    private Path segmentToWrite() throws IOException {
        // A file of an earlier process may end in half an entry: what comes behind it could not be
        // read.
        if (writable != null && end() < segmentBytes()) {
            return writable;
        }
        shut();
        Path fresh = folder.resolve("%s-%016d.spool".formatted(name, next++));
        Files.createFile(fresh);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true); // or a power cut could forget the file itself
        } catch (IOException e) {
            Files.delete(fresh);
            throw e;
        }
        segments.add(fresh);
        writable = fresh;
        return fresh;
    }

    private boolean isMine(Path file) {
        String text = file.getFileName().toString();
        return text.startsWith(name + "-") && text.endsWith(".spool");
    }

    private long number(Path segment) {
        String text = segment.getFileName().toString();
        return Long.parseLong(text.substring(name.length() + 1, text.length() - ".spool".length()));
    }

    private static int checksum(byte[] entry) {
        CRC32 crc = new CRC32();
        crc.update(entry);
        return (int) crc.getValue();
    }
}
