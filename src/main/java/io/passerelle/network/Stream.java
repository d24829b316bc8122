package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection on an event loop: what a relay needs of it, and nothing else. It does not read
 * before it is told to, sends without delay, is watched for dead peers, and each direction may end
 * alone. All methods are called on its event loop.
 */
public abstract class Stream {

    /** Learns what happens to a connection, on its event loop. */
    public interface Handler {

        /** Bytes have come, and are the handler's to release. They may come after reading ended. */
        void received(ByteBuf bytes);

        /** What had come at once was all told. */
        default void receivedAll() {}

        /** It can take bytes again. */
        default void writable() {}

        /** The peer will send nothing more. Told at most once. */
        void inputEnded();

        /** It broke, by a reset for example; it is to be closed. */
        void broken();

        /** It is closed, whoever closed it. Told once, not from within {@link Stream#close}. */
        void closed();

        /** The gateway's own mistake while it was told something; it is to be closed. */
        void failed(Throwable mistake);
    }

    private static final Handler NOBODY =
            new Handler() {
                @Override
                public void received(ByteBuf bytes) {
                    bytes.release();
                }

                @Override
                public void inputEnded() {}

                @Override
                public void broken() {}

                @Override
                public void closed() {}

                @Override
                public void failed(Throwable mistake) {}
            };

    private Handler handler = NOBODY;

    /** Who is told from now on. */
    public final void handledBy(Handler next) {
        handler = next;
    }

    /** Who is told now. */
    final Handler handler() {
        return handler;
    }

    /** The loop it lives on. */
    public abstract EventLoop eventLoop();

    /** Where it comes from or leads to; null when it was gone before that was known. */
    public abstract @Nullable InetSocketAddress peer();

    /** Whether it has not been closed. */
    public abstract boolean isOpen();

    /**
     * Notices from now on that the peer is gone, before reading is wanted; may bring first bytes.
     * Some transports notice that by themselves.
     */
    public void watch() {}

    /** Whether bytes are wanted from now on; a read under way may still bring some. */
    public abstract void read(boolean wanted);

    /** Takes bytes, which it releases; they leave with the next {@link #flush}. */
    public abstract void write(ByteBuf bytes);

    /** Has what was written leave. */
    public abstract void flush();

    /** Whether it waits for less than its share of memory. */
    public abstract boolean isWritable();

    /** How many bytes were written and are not with the kernel. */
    public abstract long pendingBytes();

    /** Runs the action when what was written is with the kernel or lost, at once when it is. */
    public abstract void afterPending(Runnable action);

    /**
     * Tells the peer that nothing more will come; call it {@link #afterPending}. From then on the
     * peer's own end closes the connection: nothing is left to be said, it is the same on the wire,
     * and it costs half the calls.
     */
    public abstract void endOutput();

    /** Closes it in order; what was not sent is lost. */
    public abstract void close();

    /** Closes it with a reset: what waits in the kernel is lost, too. */
    public abstract void reset();
}
