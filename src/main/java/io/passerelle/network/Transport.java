package io.passerelle.network;

import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ways a machine moves bytes between sockets and event loops, the best one first. */
public enum Transport {
    /** Linux's completion queues; forbidden in many containers. */
    IO_URING(
            IoUringServerSocketChannel.class,
            IoUringSocketChannel.class,
            IoUringDatagramChannel.class) {
        @Override
        @Nullable Throwable obstacle() {
            return IoUring.unavailabilityCause();
        }

        @Override
        IoHandlerFactory handlers() {
            return IoUringIoHandler.newFactory();
        }

        @Override
        SocketChannel newStream() {
            return new IoUringSocketChannel();
        }

        @Override
        @Nullable ChannelOption<Integer> datagramBytes() {
            return IoUringChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE;
        }
    },
    /** Linux's readiness queues. */
    EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class, EpollDatagramChannel.class) {
        @Override
        @Nullable Throwable obstacle() {
            return Epoll.unavailabilityCause();
        }

        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        SocketChannel newStream() {
            return new EpollSocketChannel();
        }

        @Override
        @Nullable ChannelOption<Integer> datagramBytes() {
            return EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE;
        }
    },
    /** The JDK's own selectors: everywhere, and slowest. */
    NIO(NioServerSocketChannel.class, NioSocketChannel.class, NioDatagramChannel.class) {
        @Override
        @Nullable Throwable obstacle() {
            return null;
        }

        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        SocketChannel newStream() {
            return new NioSocketChannel();
        }
    };

    private final Class<? extends ServerSocketChannel> server;
    private final Class<? extends SocketChannel> stream;
    private final Class<? extends DatagramChannel> datagram;

    Transport(
            Class<? extends ServerSocketChannel> server,
            Class<? extends SocketChannel> stream,
            Class<? extends DatagramChannel> datagram) {
        this.server = server;
        this.stream = stream;
        this.datagram = datagram;
    }

    /** Why this machine cannot use it; null when it can. */
    abstract @Nullable Throwable obstacle();

    abstract IoHandlerFactory handlers();

    /** A TCP channel that is not connected and on no loop yet. */
    abstract SocketChannel newStream();

    /**
     * Says how long a datagram may be, and with that that a buffer for several takes several at a
     * time; null where datagrams come one by one.
     */
    @Nullable ChannelOption<Integer> datagramBytes() {
        return null;
    }

    Class<? extends ServerSocketChannel> server() {
        return server;
    }

    Class<? extends SocketChannel> stream() {
        return stream;
    }

    Class<? extends DatagramChannel> datagram() {
        return datagram;
    }

    /** Whether its connections can be bound to an interface: the JDK's cannot. */
    public boolean bindsToDevices() {
        return this != NIO;
    }

    /** Whether {@link RingStreams} can be used: Linux 5.19 has all they ask for. */
    boolean carriesStreams() {
        return this == IO_URING && IoUring.isRegisterBufferRingSupported();
    }

    /** The name in settings, logs and metrics: {@code io_uring}, {@code epoll} or {@code nio}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
