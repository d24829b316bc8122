package io.passerelle.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A TCP socket, and addresses as Linux takes and gives them (ip(7), ipv6(7)). */
final class RingSocket extends Socket {

    /** Room for an address of either family. */
    static final int ADDRESS_BYTES = 28;

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int IPV4_BYTES = 16;
    private static final int IPPROTO_IP = 0;
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;
    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_QUICKACK = 12;

    /** One that is there. */
    RingSocket(int number) {
        super(number);
    }

    /**
     * A new one, of the family that reaches the address.
     *
     * @throws IOException when there is none left
     */
    static RingSocket towards(InetAddress address) throws IOException {
        try {
            return new RingSocket(newSocketStream0(address instanceof Inet6Address));
        } catch (ChannelException none) {
            throw new IOException(none.getMessage(), none);
        }
    }

    /**
     * A new one to listen at an address; at all of this machine's, of either family, for the one
     * that stands for any.
     *
     * @throws IOException when there is none left, or none of that family
     */
    static RingSocket at(InetAddress address) throws IOException {
        if (!address.isAnyLocalAddress()) {
            return towards(address);
        }
        try {
            return new RingSocket(newSocketStream0());
        } catch (ChannelException none) {
            throw new IOException(none.getMessage(), none);
        }
    }

    /** What is sent leaves at once, dead peers are noticed, acknowledgements go with answers. */
    void tune() throws IOException {
        setTcpNoDelay(true);
        setKeepAlive(true);
        setIntOpt(IPPROTO_TCP, TCP_QUICKACK, 0);
    }

    /**
     * Ties it to an outlet, before it connects.
     *
     * @throws IOException when there is no such interface or address
     */
    void leaveBy(Outlet outlet) throws IOException {
        if (!outlet.device().isEmpty()) {
            setRawOpt(SOL_SOCKET, SO_BINDTODEVICE, Binding.device(outlet.device()));
        }
        InetAddress source = outlet.source();
        if (source != null) {
            setIntOpt(IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
            bind(new InetSocketAddress(source, 0));
        }
    }

    /** The address in memory, which the caller releases. */
    static ByteBuf write(InetSocketAddress socket, ByteBufAllocator allocator) {
        ByteBuf memory = allocator.directBuffer(ADDRESS_BYTES, ADDRESS_BYTES);
        byte[] address = socket.getAddress().getAddress();
        boolean short4 = address.length == 4;
        writeNative(memory, short4 ? AF_INET : AF_INET6);
        memory.writeShort(socket.getPort());
        if (short4) {
            memory.writeBytes(address).writeZero(IPV4_BYTES - memory.writerIndex());
        } else {
            memory.writeInt(0).writeBytes(address);
            int scope = ((Inet6Address) socket.getAddress()).getScopeId();
            memory.writeInt(isLittle() ? Integer.reverseBytes(scope) : scope);
        }
        return memory;
    }

    /** The address in memory at the given place; null when it is of no family that is known. */
    static @Nullable InetSocketAddress read(ByteBuf memory, int at) {
        int family = isLittle() ? memory.getShortLE(at) : memory.getShort(at);
        int port = memory.getUnsignedShort(at + 2);
        try {
            if (family == AF_INET) {
                byte[] address = new byte[4];
                memory.getBytes(at + 4, address);
                return new InetSocketAddress(InetAddress.getByAddress(address), port);
            }
            if (family == AF_INET6) {
                byte[] address = new byte[16];
                memory.getBytes(at + 8, address);
                return new InetSocketAddress(InetAddress.getByAddress(address), port);
            }
            return null;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How many bytes an address of that family takes. */
    static int length(InetAddress address) {
        return address instanceof Inet4Address ? IPV4_BYTES : ADDRESS_BYTES;
    }

    /** Writes a number as this machine does. */
    static void writeInt(ByteBuf memory, int at, int number) {
        if (isLittle()) {
            memory.setIntLE(at, number);
        } else {
            memory.setInt(at, number);
        }
    }

    private static void writeNative(ByteBuf memory, int number) {
        if (isLittle()) {
            memory.writeShortLE(number);
        } else {
            memory.writeShort(number);
        }
    }

    private static boolean isLittle() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }
}
