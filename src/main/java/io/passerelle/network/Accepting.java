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
    private static final int SO_KEEPALIVE = 9;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_QUICKACK = 12;

    private Accepting() {}

    static ServerBootstrap tuned(ServerBootstrap bootstrap, Transport transport) {
        if (transport == Transport.NIO) {
            return bootstrap
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true);
        }
        return bootstrap
                .option(linux("TCP_NODELAY", IPPROTO_TCP, TCP_NODELAY), 1)
                .option(linux("SO_KEEPALIVE", SOL_SOCKET, SO_KEEPALIVE), 1)
                // the acknowledgement of a request goes with its answer
                .option(linux("TCP_QUICKACK", IPPROTO_TCP, TCP_QUICKACK), 0);
    }

    private static ChannelOption<Integer> linux(String name, int level, int option) {
        return new IntegerUnixChannelOption(name, level, option);
    }
}
