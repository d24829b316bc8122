package io.passerelle.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * How far the oldest file of a {@link Spool} was forgotten. Written without waiting for the disk:
 * it outlives the process, and after a power cut an older one is as good, because what comes twice
 * changes nothing. Used by one thread.
 */
final class SpoolPosition {

    private static final int BYTES = 2 * Long.BYTES;
    private static final long NONE = -1;

    private final Path file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
    private long segment = NONE;
    private long position;
    private @Nullable FileChannel out;

    private SpoolPosition(Path file) {
        this.file = file;
    }

    static SpoolPosition readFrom(Path file) throws IOException {
        var position = new SpoolPosition(file);
        if (Files.exists(file)) {
            ByteBuffer read = ByteBuffer.wrap(Files.readAllBytes(file));
            if (read.remaining() >= BYTES) {
                position.segment = Math.max(NONE, read.getLong());
                position.position = Math.max(0, read.getLong());
            }
        }
        return position;
    }

    /** The number of the file it is about; -1 when nothing was noted. */
    long segment() {
        return segment;
    }

    /** Where that file goes on. */
    long position() {
        return position;
    }

    void note(long newSegment, long newPosition) throws IOException {
        segment = newSegment;
        position = newPosition;
        buffer.clear().putLong(segment).putLong(position).flip();
        open().write(buffer, 0);
    }

    private FileChannel open() throws IOException {
        FileChannel channel = out;
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            out = channel;
        }
        return channel;
    }

    void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
