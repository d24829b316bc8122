package io.passerelle.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Entries on disk, first in, first out, in files of about 8 MiB. An entry is a length, a CRC-32 and
 * its bytes; a file that was cut off by a crash ends at its last whole entry. Used by one thread.
 */
final class Spool {

    private static final long SEGMENT_BYTES = 8L << 20;
    private static final int ENTRY_BYTES_AT_MOST = 1 << 20;

    private final Path folder;
    private final String name;
    private final long limit;
    private final Deque<Path> segments = new ArrayDeque<>();
    private long bytes;
    private long next;
    private long firstOfMine = -1;

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
            next = number(segment) + 1;
        }
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /**
     * Writes all entries and waits for the disk; false when they would pass the limit, and nothing
     * is written. After a failure the file ends where it did before: what half an entry would
     * follow could never be read again.
     */
    boolean append(List<byte[]> entries) throws IOException {
        long size = 0;
        for (byte[] entry : entries) {
            if (entry.length > ENTRY_BYTES_AT_MOST) {
                throw new IOException("an entry of " + entry.length + " bytes");
            }
            size += entry.length + 8L;
        }
        if (bytes + size > limit) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size));
        for (byte[] entry : entries) {
            buffer.putInt(entry.length).putInt(checksum(entry)).put(entry);
        }
        write(segmentToWrite(), buffer.flip());
        recount();
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
                firstOfMine = -1; // whatever can be cut off, nothing is written behind it again
                file.truncate(before);
                throw e;
            }
        }
    }

    /** Everything in the oldest file that can be read, and whether that is all of it. */
    Oldest oldest() throws IOException {
        List<byte[]> entries = new ArrayList<>();
        Path segment = segments.getFirst();
        long read = 0;
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(segment)))) {
            while (true) {
                int length = in.readInt();
                int checksum = in.readInt();
                if (length < 0 || length > ENTRY_BYTES_AT_MOST) {
                    break;
                }
                byte[] entry = in.readNBytes(length);
                if (entry.length < length || checksum(entry) != checksum) {
                    break;
                }
                entries.add(entry);
                read += length + 8L;
            }
        } catch (EOFException e) {
            // the end of the file, or of what a crash left of it: the sizes tell
        }
        return new Oldest(entries, read == Files.size(segment));
    }

    /** What the oldest file holds. */
    record Oldest(List<byte[]> entries, boolean whole) {}

    /** Forgets the oldest file: its entries are in the database. */
    void dropOldest() throws IOException {
        Files.delete(segments.getFirst());
        segments.removeFirst();
        recount();
    }

    /** Keeps the oldest file under another name: it holds bytes that nobody can read. */
    Path setOldestAside() throws IOException {
        Path segment = segments.getFirst();
        Path aside = segment.resolveSibling(segment.getFileName() + ".damaged");
        Files.move(segment, aside);
        segments.removeFirst();
        recount();
        return aside;
    }

    private void recount() throws IOException {
        long sum = 0;
        for (Path segment : segments) {
            sum += Files.size(segment);
        }
        bytes = sum;
    }

    private Path segmentToWrite() throws IOException {
        Path last = segments.peekLast();
        // A file of an earlier process may end in half an entry: what comes behind it could not be
        // read.
        if (last != null && number(last) >= started() && Files.size(last) < SEGMENT_BYTES) {
            return last;
        }
        Path fresh = folder.resolve("%s-%016d.spool".formatted(name, next++));
        firstOfMine = firstOfMine < 0 ? number(fresh) : firstOfMine;
        Files.createFile(fresh);
        segments.add(fresh);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true); // or a power cut could forget the file itself
        }
        return fresh;
    }

    private long started() {
        return firstOfMine < 0 ? Long.MAX_VALUE : firstOfMine;
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
