package io.passerelle.connections;

import io.passerelle.connections.wire.RecordBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Any bytes a power cut may leave in the file of open connections: a record that reads back from
 * its own bytes, or one that is counted as damaged.
 */
public final class SlotFileFuzz {

    private static final Path FILE = Path.of("target", "fuzz", "slots");
    private static final int HEADER = 4096;
    private static final int CHECKSUM = 4;
    private static final int RECORD = 56;
    private static final long MAGIC = 0x5041_5353_534c_4f54L;
    private static final Instant DIED = Instant.ofEpochSecond(1_700_000_000);

    private SlotFileFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        record(input);
        slot(input);
        try {
            file(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void record(byte[] input) {
        var state = new RecordBytes.State("node", DIED, 1, 2, EndReason.GATEWAY_FAILED);
        byte[] versioned = input.clone();
        if (versioned.length > 0) {
            versioned[0] = 1;
        }
        RecordBytes.read(ByteBuffer.wrap(versioned), state)
                .ifPresent(first -> {
                    ByteBuffer again =
                            ByteBuffer.allocate(1 << 17); // more than 255 long texts need
                    RecordBytes.write(first, again);
                    if (!RecordBytes.read(again.flip(), state).equals(Optional.of(first))
                            && !hasReplacement(first)) {
                        throw new IllegalStateException("not the same again: " + first);
                    }
                });
    }

    /** What is no UTF-8 becomes longer by being read, and may be cut off when it is written. */
    private static boolean hasReplacement(ConnectionRecord record) {
        return record.toString().indexOf('\ufffd') >= 0;
    }

    /** With the checksum that its bytes have, which chance does not find. */
    private static void slot(byte[] input) {
        ByteBuffer slot = ByteBuffer.allocate(Slot.BYTES).order(ByteOrder.nativeOrder());
        slot.put(input, 0, Math.min(input.length, Slot.BYTES));
        int length = slot.getInt(0);
        if (length > 0 && length <= Slot.BYTES - RECORD) {
            var checksum = new CRC32C();
            checksum.update(slot.array(), RECORD, length);
            slot.putInt(CHECKSUM, (int) checksum.getValue());
        }
        Slot.Left left = Slot.read(slot, "node", DIED);
        if (left == null != (length == 0)) {
            throw new IllegalStateException("nobody at " + length);
        }
        if (left != null) {
            left.record().ifPresent(SlotFileFuzz::judge);
        }
    }

    private static void file(byte[] input) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEADER + 3 * Slot.BYTES).order(ByteOrder.nativeOrder());
        bytes.put(input, 0, Math.min(input.length, bytes.capacity())).putLong(0, MAGIC);
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, bytes.array());
        SlotFile.Left left = SlotFile.read(FILE);
        if (left.records().size() + left.unreadable() > 3) {
            throw new IllegalStateException("more than there were: " + left);
        }
        left.records().forEach(SlotFileFuzz::judge);
    }

    private static void judge(ConnectionRecord record) {
        if (record.endedAt().isBefore(record.openedAt())) {
            throw new IllegalStateException("ended before it was opened: " + record);
        }
    }
}
