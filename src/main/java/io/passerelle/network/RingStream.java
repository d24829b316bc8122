package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoOps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream whose operations go straight to its event loop's io_uring, without a channel: what a
 * channel, its pipeline and its promises cost is two thirds of what Java costs a short connection.
 *
 * <p>At most one read, one write and one connect are under way. Closing takes them back, and closes
 * the socket in the same breath; their memory is released when the kernel has let go of it.
 */
final class RingStream extends Stream implements IoUringIoHandle {

    private static final Logger LOG = LoggerFactory.getLogger(RingStream.class);
    private static final long NONE = 0;

    private final int socket;
    private final EventLoop loop;
    private final InetSocketAddress peer;
    private final RingReads reads;
    private final RingWrites writes;
    private @Nullable RingSocket options;
    private @Nullable IoRegistration ring;
    private @Nullable RingAttempt attempt;
    private long connecting = NONE;
    private long reading = NONE;
    private long watching = NONE;
    private long writing = NONE;
    private boolean open = true;
    private boolean wanted;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean handling;
    private boolean closedMeanwhile;

    /**
     * A connection that was accepted, or is to be {@linkplain #connect connected}.
     *
     * @param peer where it comes from or is to lead to
     * @param options the socket with its options, where it is there anyway
     */
    RingStream(
            EventLoop loop,
            int socket,
            InetSocketAddress peer,
            @Nullable RingSocket options,
            BufferRoom room) {
        this.loop = loop;
        this.socket = socket;
        this.peer = peer;
        this.options = options;
        this.reads = new RingReads(room, options == null);
        this.writes = new RingWrites();
    }

    /** Lives on its loop's ring from now on. */
    void on(IoRegistration registration) {
        ring = registration;
    }

    /** Begins to connect; ends in {@link Streams.Dialled#ended}. */
    void connect(Streams.Dialled whenEnded) {
        RingAttempt begun = new RingAttempt(peer, whenEnded);
        attempt = begun;
        connecting = submit(begun.begin(socket));
        if (connecting == NONE) {
            loop.execute(() -> connected(RingOps.ECANCELED));
        }
    }

    /** It cannot be connected: the loop is ending. */
    void fail(Streams.Dialled whenEnded) {
        attempt = new RingAttempt(peer, whenEnded);
        loop.execute(() -> connected(RingOps.ECANCELED));
    }

    @Override
    public EventLoop eventLoop() {
        return loop;
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void watch() {
        read(true);
    }

    @Override
    public void read(boolean now) {
        wanted = now;
        look();
    }

    private void look() {
        if (!open || reading != NONE || inputEnded) {
            return;
        }
        if (wanted) {
            reading = submit(reads.next(socket));
        } else if (watching == NONE) {
            // a peer that is gone shows without a read, too
            watching = submit(RingOps.await(socket, RingOps.POLLERR));
        }
    }

    @Override
    public void write(ByteBuf bytes) {
        if (open) {
            writes.add(bytes);
        } else {
            bytes.release();
        }
    }

    @Override
    public void flush() {
        if (open && writing == NONE && !writes.isEmpty()) {
            writing = submit(writes.next(socket));
        }
    }

    @Override
    public boolean isWritable() {
        return writes.isWritable();
    }

    @Override
    public long pendingBytes() {
        return writes.pending();
    }

    @Override
    public void afterPending(Runnable action) {
        flush();
        if (writes.isEmpty()) {
            action.run();
        } else {
            writes.afterwards(action);
        }
    }

    @Override
    public void endOutput() {
        if (!open) {
            return;
        }
        outputEnded = true;
        try {
            // not by the ring, which hands it to a thread of its own
            options().shutdown(false, true);
        } catch (IOException | NotYetConnectedException gone) {
            // the peer has closed or reset, which reading from it says better
        }
    }

    @Override
    public void reset() {
        if (open) {
            try {
                options().setSoLinger(0);
            } catch (IOException gone) {
                LOG.debug("a connection that was to be reset is gone", gone);
            }
            close();
        }
    }

    /** Of a socket that was accepted they are needed at its end only. */
    private RingSocket options() {
        RingSocket now = options;
        if (now == null) {
            now = new RingSocket(socket);
            options = now;
        }
        return now;
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        takeBack(connecting);
        takeBack(reading);
        takeBack(watching);
        takeBack(writing);
        if (submit(RingOps.close(socket)) == NONE) {
            closeNow(); // the ring is gone
        }
        if (ring != null) {
            ring.cancel(); // when what is under way has ended
        }
        if (handling) {
            closedMeanwhile = true;
        } else {
            loop.execute(this::told);
        }
    }

    private void takeBack(long operation) {
        if (operation != NONE) {
            submit(RingOps.cancel(operation));
        }
    }

    private void closeNow() {
        if (socket < 0) {
            return; // there was none left
        }
        try {
            options().close();
        } catch (IOException e) {
            LOG.debug("a socket could not be closed", e);
        }
    }

    private void told() {
        try {
            writes.lost(writing != NONE);
            handler().closed();
        } catch (RuntimeException mistake) {
            mistaken(mistake);
        }
    }

    private long submit(IoUringIoOps operation) {
        IoRegistration registration = ring;
        if (registration == null || !registration.isValid()) {
            return NONE;
        }
        return registration.submit(operation);
    }

    @Override
    public void handle(IoRegistration registration, IoEvent happened) {
        IoUringIoEvent event = (IoUringIoEvent) happened;
        int result = event.res();
        handling = true;
        try {
            switch (event.opcode()) {
                case RingOps.RECEIVE -> received(result, event.flags());
                case RingOps.POLL_ADD -> ready(result, event.userData());
                case RingOps.SEND -> sent(result);
                case RingOps.CONNECT -> connected(result);
                default -> {} // a close, and what took something back
            }
        } catch (RuntimeException mistake) {
            mistaken(mistake);
        }
        handling = false;
        if (closedMeanwhile) {
            closedMeanwhile = false;
            told();
        }
    }

    private void mistaken(RuntimeException mistake) {
        try {
            handler().failed(mistake);
        } catch (RuntimeException another) {
            LOG.error("a connection's mistake could not be told", another);
        } finally {
            close();
        }
    }

    private void connected(int result) {
        connecting = NONE;
        RingAttempt over = attempt;
        attempt = null;
        if (result < 0) {
            close();
        }
        if (over != null) {
            over.ended(this, result);
        }
    }

    private void received(int result, int flags) {
        reading = NONE;
        ByteBuf bytes = reads.ended(result, RingOps.hasMore(flags));
        if (!open) {
            if (bytes != null) {
                bytes.release();
            }
        } else if (bytes != null) {
            handler().received(bytes);
            handler().receivedAll();
            look();
        } else if (result == 0) {
            ended();
        } else if (isPassing(result)) {
            look();
        } else {
            broke();
        }
    }

    private void ready(int result, long what) {
        if (what == RingOps.POLLOUT) {
            writing = NONE;
            if (open) {
                flush();
            } else {
                writes.lost(false);
            }
            return;
        }
        if (what == RingOps.POLLERR) {
            if (result >= 0 && (result & RingOps.POLLERR) != 0) {
                broke();
            } // else its end has come behind bytes that nobody wants yet, and reading will tell it
            return;
        }
        reading = NONE;
        if (result < 0 && !isPassing(result)) {
            broke();
        } else {
            look();
        }
    }

    private void ended() {
        inputEnded = true;
        if (outputEnded) {
            close();
        } else {
            handler().inputEnded();
        }
    }

    private void sent(int result) {
        writing = NONE;
        if (!open) {
            writes.lost(false);
        } else if (result >= 0) {
            if (writes.sent(result)) {
                handler().writable();
            }
            flush();
        } else if (isPassing(result)) {
            writing = submit(RingOps.await(socket, RingOps.POLLOUT));
        } else {
            writes.lost(false);
            broke();
        }
    }

    private static boolean isPassing(int result) {
        return result == RingOps.EAGAIN || result == RingOps.EINTR;
    }

    private void broke() {
        if (open) {
            handler().broken();
            close();
        }
    }
}
