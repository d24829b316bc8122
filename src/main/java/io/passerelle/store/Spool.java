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
 * <p>What was read and forgotten is remembered in memory only: after a crash a file comes again
 * from its start.
 */
final class Spool {

    private static final long SEGMENT_BYTES = 8L << 20;
    private static final int ENTRY_BYTES_AT_MOST = 1 << 20;
    private static final int HEADER_BYTES = 8;

    private final Path folder;
    private final String name;
    private final long limit;
    private final Deque<Path> segments = new ArrayDeque<>();
    private long bytes;
    private long entries;
    private long next;
    private long position;
    private @Nullable Path writable;

    /** Takes up what an earlier process left. */
    Spool(Path folder, String name, long limit) throws IOException {
        this.folder = Files.createDirectories(folder);
        // Entries name subscribers and where they were.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        this.name = name;
        this.limit = limit;
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(this::isMine).sorted().forEach(segments::add);
        }
        for (Path segment : segments) {
            bytes += Files.size(segment);
            entries += read(segment, 0, Integer.MAX_VALUE).entries().size();
            next = number(segment) + 1;
        }
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** How much of the disk is used; a file counts whole until its last entry is forgotten. */
    long bytes() {
        return bytes;
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
        try (FileChannel file =
                FileChannel.open(segment, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = file.size();
            try {
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
                file.force(true);
            } catch (IOException e) {
                takeBack(file, segment, before);
                throw e;
            }
        }
    }

    /** A full disk must neither leave half an entry behind nor a new file at every attempt. */
    private void takeBack(FileChannel file, Path segment, long before) throws IOException {
        try {
            file.truncate(before);
        } catch (IOException e) {
            writable = null; // whatever is left there, nothing is written behind it again
            throw e;
        }
        if (before == 0) {
            writable = null;
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
            return new Piece(found, end, last, !readable && !last);
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
     * @param end where the next one starts
     * @param last whether the file ends here
     * @param damaged whether what follows cannot be read
     */
    record Piece(List<byte[]> entries, long end, boolean last, boolean damaged) {}

    /**
     * Forgets entries: they are in the database. A file that ends in bytes nobody can read is kept
     * under another name.
     *
     * @return that file
     */
    Optional<Path> forget(Piece piece) throws IOException {
        entries -= piece.entries().size();
        position = piece.end();
        Path segment = segments.getFirst();
        if (piece.damaged()) {
            Path aside = segment.resolveSibling(segment.getFileName() + ".damaged");
            Files.move(segment, aside);
            dropFirst();
            return Optional.of(aside);
        }
        if (position == Files.size(segment)) { // more may have come since the piece was read
            Files.delete(segment);
            dropFirst();
        }
        return Optional.empty();
    }

    private void dropFirst() throws IOException {
        Path gone = segments.removeFirst();
        if (gone.equals(writable)) {
            writable = null;
        }
        position = 0;
        long sum = 0;
        for (Path segment : segments) {
            sum += Files.size(segment);
        }
        bytes = sum;
    }

    private Path segmentToWrite() throws IOException {
        // A file of an earlier process may end in half an entry: what comes behind it could not be
        // read.
        if (writable != null && Files.size(writable) < SEGMENT_BYTES) {
            return writable;
        }
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
