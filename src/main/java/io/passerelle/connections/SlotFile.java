package io.passerelle.connections;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one process in a file that is mapped into its memory: what is written
 * there costs no system call, and stays in the file when the process is killed, because the file's
 * pages belong to the kernel. A power cut may lose the last half minute of it.
 *
 * <p>The file grows by pieces that are filled with zeros first: a store into a hole of a full disk
 * would be a fault of the whole process. Slots that were used last are used next, so that few pages
 * are ever touched.
 */
final class SlotFile {

    private static final long MAGIC = 0x5041_5353_534c_4f54L;
    private static final int HEADER = 4096;
    private static final long ALIVE = 8;
    private static final int NODE = 16;
    private static final int NODE_BYTES_AT_MOST = 400;

    /** How many slots it grows by: 8 MiB. */
    static final int PIECE = 16_384;

    private final Path path;
    private final MemorySegment header;
    private final int slotsAtMost;
    private final ConcurrentLinkedDeque<Slot> free = new ConcurrentLinkedDeque<>();
    private volatile List<Slot> slots = List.of();

    /**
     * Makes an empty one.
     *
     * @param slotsAtMost how many connections it may hold
     */
    SlotFile(Path path, String node, int slotsAtMost) throws IOException {
        this.path = path;
        this.slotsAtMost = slotsAtMost;
        this.header = map(0, HEADER);
        byte[] name = node.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(name.length, NODE_BYTES_AT_MOST);
        header.set(ValueLayout.JAVA_INT, NODE, length);
        MemorySegment.copy(name, 0, header, ValueLayout.JAVA_BYTE, NODE + 4, length);
        alive(Instant.now());
        header.set(ValueLayout.JAVA_LONG, 0, MAGIC);
    }

    /** Says that the process lives. */
    void alive(Instant now) {
        header.set(ValueLayout.JAVA_LONG, ALIVE, Slot.micros(now));
    }

    /** A free slot; null when there is none. */
    @Nullable Slot take() {
        return free.pollFirst();
    }

    /** A slot is free again. */
    void giveBack(Slot slot) {
        slot.free();
        free.addFirst(slot);
    }

    /** All of them, free or not. */
    List<Slot> slots() {
        return slots;
    }

    /**
     * Makes room for so many more, unless it is as large as it may be.
     *
     * @throws IOException when the disk has no room; it is as large as before
     */
    void grow() throws IOException {
        List<Slot> now = slots;
        int more = Math.min(PIECE, slotsAtMost - now.size());
        if (more <= 0) {
            return;
        }
        long bytes = (long) more * Slot.BYTES;
        MemorySegment piece = map(HEADER + (long) now.size() * Slot.BYTES, bytes);
        List<Slot> all = new ArrayList<>(now);
        for (int i = 0; i < more; i++) {
            Slot slot = new Slot(piece.asSlice((long) i * Slot.BYTES, Slot.BYTES));
            all.add(slot);
            free.addLast(slot);
        }
        slots = List.copyOf(all);
    }

    /** Never unmapped before the last slot is forgotten: a late store must find its page. */
    private MemorySegment map(long from, long bytes) throws IOException {
        try (FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
            for (long at = from; at < from + bytes; at += zeros.limit()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), from + bytes - at));
                while (zeros.hasRemaining()) {
                    file.write(zeros, at + zeros.position());
                }
            }
            return file.map(FileChannel.MapMode.READ_WRITE, from, bytes, Arena.ofAuto());
        }
    }

    /**
     * What an earlier process left.
     *
     * @param records of the connections that were open, or whose records were on their way
     * @param unreadable how many more there were, damaged
     */
    record Left(List<ConnectionRecord> records, int unreadable) {}

    /** Reads a file that no process uses. */
    static Left read(Path path) throws IOException {
        List<ConnectionRecord> records = new ArrayList<>();
        int unreadable = 0;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer head = next(file, HEADER);
            if (head == null || head.getLong(0) != MAGIC) {
                return new Left(List.of(), 0); // killed before the first connection
            }
            byte[] node = new byte[Math.clamp(head.getInt(NODE), 0, NODE_BYTES_AT_MOST)];
            head.get(NODE + 4, node);
            String name = new String(node, StandardCharsets.UTF_8);
            Instant diedAt = Slot.instant(head.getLong((int) ALIVE));
            for (ByteBuffer piece = next(file, PIECE * Slot.BYTES);
                    piece != null;
                    piece = next(file, PIECE * Slot.BYTES)) {
                for (int at = 0; at + Slot.BYTES <= piece.limit(); at += Slot.BYTES) {
                    ByteBuffer bytes = piece.slice(at, Slot.BYTES).order(ByteOrder.nativeOrder());
                    Slot.Left left = Slot.read(bytes, name, diedAt);
                    if (left != null) {
                        left.record().ifPresent(records::add);
                        unreadable += left.record().isPresent() ? 0 : 1;
                    }
                }
            }
        }
        return new Left(records, unreadable);
    }

    private static @Nullable ByteBuffer next(FileChannel file, int bytes) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
        try {
            while (read.hasRemaining()) {
                if (file.read(read) < 0) {
                    throw new EOFException();
                }
            }
        } catch (EOFException end) {
            return read.position() < Slot.BYTES ? null : read.flip();
        }
        return read.flip();
    }
}
