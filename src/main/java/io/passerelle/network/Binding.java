package io.passerelle.network;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Ties a TCP channel that is not connected yet to the outlet it is to leave by. */
final class Binding {

    private static final int IFNAMSIZ = Outlet.DEVICE_AT_MOST + 1;

    /** socket(7); the kernel lets everybody use it on a socket that has none yet (Linux 5.7). */
    private static final ChannelOption<ByteBuffer> SO_BINDTODEVICE =
            new RawUnixChannelOption("SO_BINDTODEVICE", 1, 25, IFNAMSIZ);

    /**
     * ip(7): the port is chosen at connect, when the peer is known, so that an address has as many
     * connections to each peer as it has ports, and not so many in all.
     */
    private static final ChannelOption<Integer> IP_BIND_ADDRESS_NO_PORT =
            new IntegerUnixChannelOption("IP_BIND_ADDRESS_NO_PORT", 0, 24);

    private Binding() {}

    /**
     * Binds the channel to the outlet's interface.
     *
     * @return the address it is to connect from; null when the machine chooses
     * @throws IOException when there is no such interface, or the transport cannot
     */
    static @Nullable SocketAddress bind(Transport transport, SocketChannel channel, Outlet outlet)
            throws IOException {
        if (!outlet.device().isEmpty()) {
            toDevice(transport, channel, outlet.device());
        }
        if (outlet.source() == null) {
            return null;
        }
        if (transport.bindsToDevices()) {
            channel.config().setOption(IP_BIND_ADDRESS_NO_PORT, 1);
        }
        return new InetSocketAddress(outlet.source(), 0);
    }

    private static void toDevice(Transport transport, SocketChannel channel, String device)
            throws IOException {
        if (!transport.bindsToDevices()) {
            throw new IOException("the transport " + transport.key() + " binds to no interface");
        }
        try {
            if (!channel.config().setOption(SO_BINDTODEVICE, device(device))) {
                // else what belongs into a tunnel would leave in the clear
                throw new IOException("the channel cannot be bound to an interface");
            }
        } catch (ChannelException e) {
            throw new IOException("cannot bind to the interface " + device, e);
        }
    }

    /** An interface's name as socket(7) wants it. */
    static ByteBuffer device(String device) throws IOException {
        byte[] name = device.getBytes(StandardCharsets.UTF_8);
        if (name.length > Outlet.DEVICE_AT_MOST) {
            throw new IOException("no interface has so long a name: " + device);
        }
        return ByteBuffer.allocateDirect(IFNAMSIZ).put(0, name);
    }
}
