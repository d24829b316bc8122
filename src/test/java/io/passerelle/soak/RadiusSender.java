package io.passerelle.soak;

import io.passerelle.sessions.wire.Attribute;
import io.passerelle.sessions.wire.Decoded;
import io.passerelle.sessions.wire.PacketCode;
import io.passerelle.sessions.wire.RadiusDecoder;
import io.passerelle.sessions.wire.RadiusEncoder;
import io.passerelle.sessions.wire.RadiusPacket;
import io.passerelle.sessions.wire.Signatures;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * One client that asks one question at a time and sends it again, unchanged, until it is answered,
 * however long that takes: what it was not answered it never forgets.
 */
final class RadiusSender implements AutoCloseable {

    private static final int AGAIN_AFTER_MILLIS = 300;
    private static final int AUTHENTICATOR = 4;

    private final InetSocketAddress authentication;
    private final InetSocketAddress accounting;
    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();
    private DatagramSocket socket;
    private int identifier;
    private int attempts;

    RadiusSender(Gateway gateway, String secret) throws IOException {
        this.authentication = new InetSocketAddress("127.0.0.1", gateway.at(1812));
        this.accounting = new InetSocketAddress("127.0.0.1", gateway.at(1813));
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.socket = open();
    }

    /** The attributes of an Access-Request, which depend on its authenticator. */
    interface Credentials {
        List<Attribute> of(byte[] authenticator, byte[] secret);
    }

    /** Asks whether somebody may sign on, once; null when nobody answers. */
    RadiusPacket access(Credentials credentials) throws IOException {
        byte[] authenticator = new byte[16];
        random.nextBytes(authenticator);
        byte[] packet =
                RadiusEncoder.request(
                        PacketCode.ACCESS_REQUEST,
                        next(),
                        authenticator,
                        credentials.of(authenticator, secret),
                        secret);
        return exchange(packet, authentication);
    }

    /** Reports, and does not return before the report is acknowledged; how often it was sent. */
    int account(List<Attribute> attributes) throws IOException {
        byte[] packet =
                RadiusEncoder.digestRequest(
                        PacketCode.ACCOUNTING_REQUEST, next(), attributes, secret);
        attempts = 0;
        while (exchange(packet, accounting) == null) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("nobody acknowledges");
            }
        }
        return attempts;
    }

    @Override
    public void close() {
        socket.close();
    }

    private int next() {
        identifier = (identifier + 1) & 0xff;
        return identifier;
    }

    private RadiusPacket exchange(byte[] packet, InetSocketAddress to) throws IOException {
        attempts++;
        long end = System.nanoTime() + AGAIN_AFTER_MILLIS * 1_000_000L;
        try {
            socket.send(new DatagramPacket(packet, packet.length, to));
            for (long left = AGAIN_AFTER_MILLIS;
                    left > 0;
                    left = (end - System.nanoTime()) / 1_000_000) {
                RadiusPacket answer = receive(packet, (int) left);
                if (answer != null) {
                    return answer;
                }
            }
            return null;
        } catch (SocketTimeoutException e) {
            return null;
        } catch (SocketException refused) {
            socket.close();
            socket = open();
            pause();
            return null;
        }
    }

    private RadiusPacket receive(byte[] packet, int patience) throws IOException {
        var datagram = new DatagramPacket(new byte[RadiusDecoder.LONGEST], RadiusDecoder.LONGEST);
        socket.setSoTimeout(patience);
        socket.receive(datagram);
        byte[] bytes = Arrays.copyOf(datagram.getData(), datagram.getLength());
        byte[] authenticator = Arrays.copyOfRange(packet, AUTHENTICATOR, AUTHENTICATOR + 16);
        return RadiusDecoder.decode(bytes) instanceof Decoded.Packet(var answer, var whole)
                        && answer.identifier() == (packet[1] & 0xff)
                        && Signatures.answerMatches(whole, authenticator, secret)
                ? answer
                : null;
    }

    private static DatagramSocket open() throws SocketException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(AGAIN_AFTER_MILLIS * 1_000_000L);
    }
}
