package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.unix.Errors;
import io.netty.channel.uring.IoUringIoOps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** A {@link RingStream}'s attempt to connect: it begins and ends once. */
final class RingAttempt {

    private final InetSocketAddress to;
    private final Streams.Dialled dialled;
    private @Nullable ByteBuf target;

    RingAttempt(InetSocketAddress to, Streams.Dialled dialled) {
        this.to = to;
        this.dialled = dialled;
    }

    /** What to ask the ring for; {@link #ended} releases its memory. */
    IoUringIoOps begin(int socket) {
        ByteBuf memory = RingSocket.write(to, ByteBufAllocator.DEFAULT);
        target = memory;
        int length = RingSocket.length(to.getAddress());
        return RingOps.connect(socket, memory.memoryAddress(), length);
    }

    /**
     * It has ended, and whoever dialled is told.
     *
     * @param stream closed when it failed or was given up
     * @param result an error below 0
     */
    void ended(RingStream stream, int result) {
        if (target != null) {
            target.release();
            target = null;
        }
        dialled.ended(stream, stream.isOpen() ? null : failure(result));
    }

    private IOException failure(int result) {
        if (result >= 0 || result == RingOps.ECANCELED) {
            return new ClosedChannelException();
        }
        try {
            Errors.throwConnectException("connect to " + to, result);
            return new IOException("connect to " + to); // it always throws
        } catch (IOException why) {
            return why;
        }
    }
}
