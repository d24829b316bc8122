package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.uring.IoUringIoOps;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RingStream} reads: as long as what came last, up to {@link BufferRoom#WIDE}; short
 * while memory is scarce. Who waits holds the memory that it waits for, so that nobody waits with
 * more than {@value #WAITING} bytes: longer reads wait without any.
 */
final class RingReads {

    /** The longest read that waits, and the first one: bytes. */
    static final int WAITING = 2 << 10;

    private static final int LEAST = 256;

    private final BufferRoom room;
    private @Nullable ByteBuf memory;
    private int length = WAITING;
    private boolean expected;
    private boolean ready;

    /**
     * Reads of a socket.
     *
     * @param expected whether what is read first may be there already: of an accepted connection it
     *     often is
     */
    RingReads(BufferRoom room, boolean expected) {
        this.room = room;
        this.expected = expected;
    }

    /** What to ask the ring for. */
    IoUringIoOps next(int socket) {
        int most = room.isScarce() ? Math.min(length, BufferRoom.SHORT) : length;
        boolean there = expected || ready;
        if (most > WAITING && !there) {
            ready = true; // when this has ended
            return RingOps.await(socket, RingOps.POLLIN);
        }
        ByteBuf bytes = ByteBufAllocator.DEFAULT.directBuffer(most, most);
        memory = bytes;
        boolean mayWait = most <= WAITING;
        ready = false;
        if (!mayWait) {
            return RingOps.receiveNow(socket, bytes.memoryAddress(), most);
        }
        return there
                ? RingOps.receive(socket, bytes.memoryAddress(), most)
                : RingOps.receiveLater(socket, bytes.memoryAddress(), most);
    }

    /**
     * A read has ended.
     *
     * @param result bytes, or an error below 0
     * @param more whether more has come
     * @return what came; null when nothing did
     */
    @Nullable ByteBuf ended(int result, boolean more) {
        ByteBuf bytes = memory;
        memory = null;
        expected = more;
        if (bytes == null) {
            return null;
        }
        if (result <= 0) {
            bytes.release();
            return null;
        }
        bytes.writerIndex(result);
        grow(result, bytes.capacity());
        return bytes;
    }

    private void grow(int came, int asked) {
        if (came == asked) {
            length = Math.min(BufferRoom.WIDE, length * 4);
        } else if (came < length / 4) {
            length = Math.max(LEAST, length / 2);
        }
    }
}
