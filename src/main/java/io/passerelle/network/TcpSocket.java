package io.passerelle.network;

import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/**
 * What Linux can do with a TCP socket and the transports' common interface does not say, or says at
 * the price of an exception with its stack for every connection that ends in order.
 */
final class TcpSocket {

    /** tcp(7): 0 lets an acknowledgement wait for something to go with, 40 ms at the most. */
    static final ChannelOption<Integer> QUICKACK = option("TCP_QUICKACK", 12);

    /** tcp(7): what is written leaves at once. */
    static final ChannelOption<Integer> NODELAY = option("TCP_NODELAY", 1);

    private static final int IPPROTO_TCP = 6;

    private TcpSocket() {}

    private static ChannelOption<Integer> option(String name, int number) {
        return new IntegerUnixChannelOption(name, IPPROTO_TCP, number);
    }

    /** From now on the acknowledgement of what comes goes with what is sent next. */
    static void acknowledgeWithAnswers(SocketChannel channel) {
        if (channel instanceof UnixChannel) {
            channel.config().setOption(QUICKACK, 0);
        }
    }

    /** Tells the peer that nothing more will come; what was written before must be on its way. */
    static void endOutput(SocketChannel channel) {
        if (!(channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket)) {
            channel.shutdownOutput();
            return;
        }
        try {
            socket.shutdown(false, true);
        } catch (IOException | NotYetConnectedException gone) {
            // the peer has closed or reset, which reading from it says better; the second is what
            // the kernel calls a connection that was reset
        }
    }
}
