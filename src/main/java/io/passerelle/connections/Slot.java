package io.passerelle.connections;

import io.passerelle.connections.wire.RecordBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The place of one open connection in a {@link SlotFile}: 512 bytes, one sector, so that a disk
 * writes all of it or nothing. A killed process leaves its stores in the order it made them, so
 * each part is published by one last store: the record by its length, the end by its moment.
 */
final class Slot {

    /** Its size. */
    static final int BYTES = 512;

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private static final long LENGTH = 0; // int; 0: nobody is here
    private static final long CHECKSUM = 4; // int; of the record: only a power cut makes it wrong
    private static final long UP = 8;
    private static final long DOWN = 16;
    private static final long ENDED = 24; // microseconds since 1970; 0: open
    private static final long LAST_UP = 32;
    private static final long LAST_DOWN = 40;
    private static final long REASON = 48; // int; hash of the reason's key
    private static final long RECORD = 56;
    private static final int RECORD_BYTES = BYTES - (int) RECORD;

    private final MemorySegment memory;
    private volatile @Nullable LiveConnection connection;
    private volatile @Nullable ConnectionRecord unwritten;

    Slot(MemorySegment memory) {
        this.memory = memory;
    }

    /** The connection whose bytes are to be counted; null when there is none. */
    @Nullable LiveConnection connection() {
        return connection;
    }

    /** The record of the connection that ended here, when the journal had no room for it. */
    @Nullable ConnectionRecord unwritten() {
        return unwritten;
    }

    /** A connection takes the place. */
    void take(LiveConnection live, ConnectionRecord record) {
        ByteBuffer bytes = ByteBuffer.allocate(RECORD_BYTES);
        RecordBytes.write(record, bytes);
        memory.set(ValueLayout.JAVA_INT, CHECKSUM, checksum(bytes.array(), bytes.position()));
        for (long at = UP; at <= LAST_DOWN; at += Long.BYTES) {
            memory.set(ValueLayout.JAVA_LONG, at, 0);
        }
        MemorySegment.copy(
                bytes.array(), 0, memory, ValueLayout.JAVA_BYTE, RECORD, bytes.position());
        INT.setRelease(memory, LENGTH, bytes.position());
        connection = live;
    }

    /** Writes down what its connection has carried so far. */
    void count() {
        LiveConnection live = connection;
        if (live != null) {
            count(UP, live.bytesUp());
            count(DOWN, live.bytesDown());
        }
    }

    /** An idle connection's page stays clean. */
    private void count(long at, long bytes) {
        if (memory.get(ValueLayout.JAVA_LONG, at) != bytes) {
            memory.set(ValueLayout.JAVA_LONG, at, bytes);
        }
    }

    /** Its connection ended so; the record is on its way into the journal. */
    void end(ConnectionRecord record) {
        connection = null;
        memory.set(ValueLayout.JAVA_LONG, LAST_UP, record.bytesUp());
        memory.set(ValueLayout.JAVA_LONG, LAST_DOWN, record.bytesDown());
        memory.set(ValueLayout.JAVA_INT, REASON, record.endReason().key().hashCode());
        LONG.setRelease(memory, ENDED, Math.max(1, micros(record.endedAt())));
    }

    /** Whether a connection, or its record, is here. */
    boolean isTaken() {
        return memory.get(ValueLayout.JAVA_INT, LENGTH) != 0;
    }

    /** The journal had no room for the record: it is to be tried again. */
    void keep(@Nullable ConnectionRecord record) {
        unwritten = record;
    }

    /** The record is where it belongs, or the connection has another place. */
    void free() {
        connection = null;
        unwritten = null;
        INT.setRelease(memory, LENGTH, 0);
    }

    /**
     * What an earlier process left in a slot.
     *
     * @param record empty when its bytes are damaged
     */
    record Left(Optional<ConnectionRecord> record) {}

    /**
     * Reads what an earlier process left.
     *
     * @param slot 512 bytes
     * @param diedAt when it was last alive
     * @return null when nobody was there
     */
    static @Nullable Left read(ByteBuffer slot, String node, Instant diedAt) {
        int length = slot.getInt((int) LENGTH);
        if (length == 0) {
            return null;
        }
        if (length < 0 || length > RECORD_BYTES) {
            return new Left(Optional.empty());
        }
        byte[] bytes = new byte[length];
        slot.get((int) RECORD, bytes);
        if (checksum(bytes, length) != slot.getInt((int) CHECKSUM)) {
            return new Left(Optional.empty());
        }
        return new Left(RecordBytes.read(ByteBuffer.wrap(bytes), state(slot, node, diedAt)));
    }

    private static RecordBytes.State state(ByteBuffer slot, String node, Instant diedAt) {
        long ended = slot.getLong((int) ENDED);
        if (ended == 0) {
            return new RecordBytes.State(
                    node,
                    diedAt,
                    slot.getLong((int) UP),
                    slot.getLong((int) DOWN),
                    EndReason.GATEWAY_FAILED);
        }
        int hash = slot.getInt((int) REASON);
        return new RecordBytes.State(
                node,
                instant(ended),
                slot.getLong((int) LAST_UP),
                slot.getLong((int) LAST_DOWN),
                Arrays.stream(EndReason.values())
                        .filter(reason -> reason.key().hashCode() == hash)
                        .findFirst()
                        .orElse(EndReason.GATEWAY_FAILED));
    }

    private static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    /** Microseconds since 1970. */
    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    }

    /** The moment of such microseconds. */
    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
