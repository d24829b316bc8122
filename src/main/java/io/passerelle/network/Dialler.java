package io.passerelle.network;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import java.net.InetSocketAddress;

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
        this.transport = loops.transport();
        this.room = loops.room();
    }

    /**
     * Begins to connect. Called on the event loop that the connection is to live on.
     *
     * @return ends when the peer has answered or refused; its channel is there at once
     */
    public ChannelFuture connect(EventLoop loop, InetSocketAddress to) {
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
                    if (registered.isSuccess()) {
                        channel.connect(to, connected);
                    } else {
                        connected.tryFailure(registered.cause());
                    }
                });
        return connected;
    }
}
