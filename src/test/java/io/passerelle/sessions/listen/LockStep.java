package io.passerelle.sessions.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sessions.wire.Decoded;
import io.passerelle.sessions.wire.RadiusDecoder;
import io.passerelle.sessions.wire.RadiusPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** A peer that sends exactly the bytes it is told, and takes answers one by one. */
final class LockStep implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    /** Long enough for an answer that should not come to have come. */
    private static final int SILENCE_MILLIS = 200;

    private final DatagramSocket socket;
    private final InetSocketAddress server;

    LockStep(int port) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    byte[] receive() throws IOException {
        return receive(PATIENCE_MILLIS);
    }

    RadiusPacket receivePacket() throws IOException {
        Decoded decoded = RadiusDecoder.decode(receive());
        assertThat(decoded).isInstanceOf(Decoded.Packet.class);
        return ((Decoded.Packet) decoded).content();
    }

    /** Nothing comes. */
    void hearNothing() throws IOException {
        try {
            byte[] unexpected = receive(SILENCE_MILLIS);
            throw new AssertionError("an answer of " + unexpected.length + " bytes came");
        } catch (SocketTimeoutException silence) {
            // as it should be
        }
    }

    private byte[] receive(int millis) throws IOException {
        socket.setSoTimeout(millis);
        var packet = new DatagramPacket(new byte[5000], 5000);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void close() {
        socket.close();
    }
}
