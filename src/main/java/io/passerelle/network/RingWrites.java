package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.uring.IoUringIoOps;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a {@link RingStream} was given to send and has not sent: in order, one piece at a time. */
final class RingWrites {

    private final Queue<ByteBuf> waiting = new ArrayDeque<>(0);
    private final Queue<Runnable> afterwards = new ArrayDeque<>(0);
    private @Nullable ByteBuf first;
    private long pending;
    private boolean writable = true;

    void add(ByteBuf bytes) {
        if (!bytes.isReadable()) {
            bytes.release();
            return;
        }
        ByteBuf sendable = bytes.hasMemoryAddress() ? bytes : copy(bytes);
        pending += sendable.readableBytes();
        writable &= pending <= BufferRoom.WIDE;
        if (first == null) {
            first = sendable;
        } else {
            waiting.add(sendable);
        }
    }

    private static ByteBuf copy(ByteBuf bytes) {
        try {
            return ByteBufAllocator.DEFAULT
                    .directBuffer(bytes.readableBytes())
                    .writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
        } finally {
            bytes.release();
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    boolean isWritable() {
        return writable;
    }

    /** How many bytes wait. */
    long pending() {
        return pending;
    }

    /** What to ask the ring for; not to be called when nothing waits. */
    IoUringIoOps next(int socket) {
        ByteBuf bytes = first;
        if (bytes == null) {
            throw new IllegalStateException("nothing to send");
        }
        long memory = bytes.memoryAddress() + bytes.readerIndex();
        return RingOps.send(socket, memory, bytes.readableBytes());
    }

    /** Runs the action when everything is sent or lost. */
    void afterwards(Runnable action) {
        afterwards.add(action);
    }

    /**
     * So many bytes have been sent.
     *
     * @return whether more can be taken than could before
     */
    boolean sent(int count) {
        ByteBuf bytes = first;
        if (bytes != null) {
            bytes.skipBytes(count);
            pending -= count;
            if (!bytes.isReadable()) {
                bytes.release();
                first = waiting.poll();
            }
        }
        boolean again = !writable && pending < BufferRoom.WIDE / 2;
        writable |= again;
        if (first == null) {
            runAfterwards();
        }
        return again;
    }

    /**
     * Nothing more will be sent.
     *
     * @param underWay whether the kernel still reads the first piece
     */
    void lost(boolean underWay) {
        if (!underWay && first != null) {
            first.release();
            first = null;
        }
        for (ByteBuf bytes = waiting.poll(); bytes != null; bytes = waiting.poll()) {
            bytes.release();
        }
        pending = 0;
        if (!underWay) {
            runAfterwards();
        }
    }

    private void runAfterwards() {
        for (Runnable action = afterwards.poll(); action != null; action = afterwards.poll()) {
            action.run();
        }
    }
}
