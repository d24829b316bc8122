package io.passerelle.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;

/**
 * The options of listening TCP sockets whose connections answer quickly and are watched for dead
 * peers. Linux hands a listener's options down to what it accepts, which saves two calls for every
 * connection; other transports set them each time.
 */
final class Accepting {

    private static final int SOL_SOCKET = 1;
    private static final ChannelOption<Integer> KEEPALIVE =
            new IntegerUnixChannelOption("SO_KEEPALIVE", SOL_SOCKET, 9);

    private Accepting() {}

    static ServerBootstrap tuned(ServerBootstrap bootstrap, Transport transport, BufferRoom room) {
        room.furnish(bootstrap);
        if (transport == Transport.NIO) {
            return bootstrap
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true);
        }
        return bootstrap
                .option(TcpSocket.NODELAY, 1)
                .option(KEEPALIVE, 1)
                // the acknowledgement of a request goes with its answer
                .option(TcpSocket.QUICKACK, 0);
    }
}
