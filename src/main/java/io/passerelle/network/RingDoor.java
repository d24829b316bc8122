package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.unix.Errors;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening socket on an event loop's io_uring, of which several connections are asked at once.
 */
final class RingDoor implements Streams.Door {

    /** Is given every connection, on the door's event loop. */
    interface Taker {
        void take(int socket, InetSocketAddress peer);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RingDoor.class);
    private static final int BACKLOG = 4096;

    /** How many are asked for at once: of a burst as many come in one look at the ring. */
    private static final int SLOTS = 8;

    private static final int SLOT_BYTES = 64;
    private static final int LENGTH = 32;

    /** How long a door rests that finds no descriptor or memory left: milliseconds. */
    private static final int REST_MILLIS = 100;

    private static final long TELL_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int ECONNABORTED = -103;
    private static final int PATIENCE_SECONDS = 5;

    private final InetSocketAddress wanted;
    private final EventLoop loop;
    private final Taker taker;
    private final Accepts accepts = new Accepts();
    private final ByteBuf memory =
            ByteBufAllocator.DEFAULT.directBuffer(SLOTS * SLOT_BYTES, SLOTS * SLOT_BYTES);
    private final long[] asked = new long[SLOTS];
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private @Nullable RingSocket socket;
    private @Nullable IoRegistration ring;
    private boolean closing;
    private long toldAt = System.nanoTime() - TELL_NANOS;

    RingDoor(InetSocketAddress wanted, EventLoop loop, Taker taker) {
        this.wanted = wanted;
        this.loop = loop;
        this.taker = taker;
    }

    /**
     * Listens, and begins to take connections.
     *
     * @throws IOException when the address cannot be had
     */
    void open() throws IOException {
        RingSocket listening;
        try {
            listening = RingSocket.at(wanted.getAddress());
        } catch (IOException none) {
            memory.release();
            throw none;
        }
        try {
            listening.setReuseAddress(true);
            listening.tune(); // what it accepts inherits that, which saves the calls
            listening.bind(wanted);
            listening.listen(BACKLOG);
        } catch (IOException | RuntimeException refused) {
            listening.close();
            memory.release();
            throw refused;
        }
        socket = listening;
        ((IoEventLoop) loop)
                .register(accepts)
                .addListener(done -> begin((IoRegistration) done.getNow()));
    }

    private void begin(@Nullable IoRegistration registration) {
        ring = registration;
        if (registration == null) {
            gone(); // the loop is ending
            return;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            ask(slot);
        }
    }

    private void ask(int slot) {
        IoRegistration registration = ring;
        RingSocket listening = socket;
        if (closing || registration == null || listening == null) {
            return;
        }
        int at = slot * SLOT_BYTES;
        RingSocket.writeInt(memory, at + LENGTH, RingSocket.ADDRESS_BYTES);
        long address = memory.memoryAddress() + at;
        asked[slot] =
                registration.submit(
                        RingOps.accept(listening.intValue(), address, address + LENGTH, slot));
    }

    @Override
    public InetSocketAddress address() {
        RingSocket listening = socket;
        InetSocketAddress now = listening == null ? null : listening.localAddress();
        return now == null ? wanted : now;
    }

    @Override
    public void close() {
        loop.execute(accepts::close);
        try {
            gone.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (RuntimeException late) {
            LOG.warn("{} was not given back in time", wanted, late);
        }
    }

    private void happened(int slot, int result) {
        asked[slot] = 0;
        if (result >= 0) {
            InetSocketAddress peer = RingSocket.read(memory, slot * SLOT_BYTES);
            ask(slot);
            take(result, peer);
        } else if (result == ECONNABORTED || result == RingOps.EAGAIN || result == RingOps.EINTR) {
            ask(slot);
        } else if (!closing) {
            tell(result);
            loop.schedule(() -> ask(slot), REST_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void take(int accepted, @Nullable InetSocketAddress peer) {
        try {
            if (peer == null) {
                new RingSocket(accepted).close(); // whose it is cannot be said
            } else {
                taker.take(accepted, peer);
            }
        } catch (IOException | RuntimeException mistake) {
            LOG.error("a connection was not taken", mistake);
        }
    }

    private void gone() {
        closing = true;
        RingSocket listening = socket;
        if (listening != null) {
            try {
                listening.close();
            } catch (IOException e) {
                LOG.debug("a door could not be closed", e);
            }
        }
        memory.release();
        gone.complete(null);
    }

    private void tell(int result) {
        long now = System.nanoTime();
        if (now - toldAt >= TELL_NANOS) {
            toldAt = now;
            LOG.atWarn()
                    .addKeyValue("address", wanted)
                    .setCause(Errors.newIOException("accept", result))
                    .log("Connections cannot be taken");
        }
    }

    private final class Accepts implements IoUringIoHandle {

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            IoUringIoEvent happened = (IoUringIoEvent) event;
            if (happened.opcode() == RingOps.ACCEPT) {
                happened((int) happened.userData(), happened.res());
            }
        }

        @Override
        public void close() {
            IoRegistration registration = ring;
            RingSocket listening = socket;
            if (closing || registration == null || listening == null) {
                return;
            }
            closing = true;
            for (long one : asked) {
                if (one != 0) {
                    registration.submit(RingOps.cancel(one));
                }
            }
            registration.submit(RingOps.close(listening.intValue()));
            registration.cancel();
        }

        @Override
        public void unregistered() {
            memory.release();
            gone.complete(null);
        }
    }
}
