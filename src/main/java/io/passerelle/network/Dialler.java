package io.passerelle.network;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Opens TCP connections that do not read before they are told to, send without delay, are watched
 * for dead peers and may be closed in one direction. How long it may take is for the caller to
 * limit, by closing the channel: one alarm for a whole search costs less than one for each attempt.
 */
public final class Dialler {

    private static final int NO_TIMEOUT = 0;

    private final Transport transport;
    private final BufferRoom room;

    /** Dials on these loops; its channels hold what the loops' room has for each. */
    public Dialler(EventLoops loops) {
        this(loops.transport(), loops.room());
    }

    Dialler(Transport transport, BufferRoom room) {
        this.transport = transport;
        this.room = room;
    }

    /**
     * Begins to connect by the machine's own way.
     *
     * @param loop the one that the connection is to live on
     * @return ends when the peer has answered or refused; its channel is there at once
     */
    public ChannelFuture connect(EventLoop loop, InetSocketAddress to) {
        return connect(loop, to, null);
    }

    /**
     * Begins to connect.
     *
     * @param loop the one that the connection is to live on
     * @param outlet how it leaves this machine; null for the machine's own way
     * @return ends when the peer has answered or refused, or the outlet cannot be used; its channel
     *     is there at once
     */
    public ChannelFuture connect(EventLoop loop, InetSocketAddress to, @Nullable Outlet outlet) {
        SocketChannel channel = transport.newStream();
        SocketChannelConfig config = channel.config();
        config.setAutoRead(false);
        config.setTcpNoDelay(true);
        config.setKeepAlive(true);
        config.setAllowHalfClosure(true);
        room.furnish(config);
        config.setConnectTimeoutMillis(NO_TIMEOUT);
        ChannelPromise connected = channel.newPromise();
        // a transport leaves the socket of a refused attempt open
        connected.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        loop.register(channel)
                .addListener(registered -> {
                    if (!registered.isSuccess()) {
                        connected.tryFailure(registered.cause());
                    } else if (outlet == null) {
                        channel.connect(to, connected);
                    } else {
                        leave(channel, outlet, to, connected);
                    }
                });
        return connected;
    }

    private void leave(
            SocketChannel channel, Outlet outlet, InetSocketAddress to, ChannelPromise connected) {
        try {
            channel.connect(to, Binding.bind(transport, channel, outlet), connected);
        } catch (IOException | RuntimeException refused) {
            connected.tryFailure(refused);
        }
    }
}
