package io.passerelle.network;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of the data plane, shared by every protocol, and the channel classes that go with
 * them. A loop's thread must never wait: no SQL, no name look-up, no lock held elsewhere.
 */
public final class EventLoops implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
    private static final long STOP_SECONDS = 5;

    private final Transport transport;
    private final EventLoopGroup group;
    private final BufferRoom room = BufferRoom.ofProcess();
    private final Streams streams;

    private EventLoops(Transport transport, int threads) {
        this.transport = transport;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        threads, new DefaultThreadFactory("loop", true), transport.handlers());
        this.streams =
                transport.carriesStreams()
                        ? new RingStreams(group, room)
                        : new ChannelStreams(group, transport, room);
        group.next()
                .scheduleWithFixedDelay(
                        room::look,
                        BufferRoom.LOOK_MILLIS,
                        BufferRoom.LOOK_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /**
     * Starts the loops on the wanted transport, or on the best one the machine has.
     *
     * @throws IllegalStateException when the settings insist on a transport this machine lacks
     */
    public static EventLoops open(NetworkSettings settings) {
        Transport wanted = settings.transport();
        if (wanted != null) {
            return open(wanted, settings.threads(), List.of());
        }
        List<String> passedOver = new ArrayList<>();
        for (Transport candidate : Transport.values()) {
            Throwable obstacle = candidate.obstacle();
            if (obstacle == null) {
                return open(candidate, settings.threads(), passedOver);
            }
            passedOver.add(candidate.key() + ": " + reason(obstacle));
        }
        throw new IllegalStateException("no transport: " + passedOver);
    }

    private static EventLoops open(Transport transport, int threads, List<String> passedOver) {
        Throwable obstacle = transport.obstacle();
        if (obstacle != null) {
            throw new IllegalStateException(
                    "transport " + transport.key() + " cannot be used: " + reason(obstacle),
                    obstacle);
        }
        LOG.atInfo()
                .addKeyValue("transport", transport.key())
                .addKeyValue("threads", threads)
                .addKeyValue("passed_over", passedOver)
                .log("Event loops started");
        return new EventLoops(transport, threads);
    }

    /** The deepest cause says it plainest: "Operation not permitted". */
    private static String reason(Throwable obstacle) {
        Throwable deepest = obstacle;
        for (@Nullable Throwable next = obstacle; next != null; next = next.getCause()) {
            deepest = next;
        }
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message;
    }

    /** Which transport is in use. */
    public Transport transport() {
        return transport;
    }

    /** The loops themselves. */
    public EventLoopGroup group() {
        return group;
    }

    /** What the connections of these loops may hold in memory. */
    public BufferRoom room() {
        return room;
    }

    /** TCP connections on these loops that need no channel. */
    public Streams streams() {
        return streams;
    }

    /** The class of listening TCP channels on these loops. */
    public Class<? extends ServerSocketChannel> serverChannel() {
        return transport.server();
    }

    /** The class of outgoing TCP channels on these loops. */
    public Class<? extends SocketChannel> channel() {
        return transport.stream();
    }

    /** The class of UDP channels on these loops. */
    public Class<? extends DatagramChannel> datagramChannel() {
        return transport.datagram();
    }

    /**
     * Begins a UDP channel on these loops that takes several datagrams at a time where the
     * transport can.
     *
     * @param longest bytes of a datagram; what is longer is cut off there
     * @param atOnce how many a buffer holds
     */
    public Bootstrap datagrams(int longest, int atOnce) {
        ChannelOption<Integer> several = transport.datagramBytes();
        int room = several == null ? longest : longest * atOnce;
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(group)
                        .channel(transport.datagram())
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(room));
        return several == null ? bootstrap : bootstrap.option(several, longest);
    }

    /** Stops the loops and with them every channel left; waits a few seconds at most. */
    @Override
    public void close() {
        group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
