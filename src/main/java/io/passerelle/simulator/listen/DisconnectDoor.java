package io.passerelle.simulator.listen;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a simulated GGSN takes Disconnect-Requests, and refuses CoA-Requests (RFC 5176). It reads
 * and writes the packets by itself, so that a mistake in Passerelle's own codec is not made twice.
 */
final class DisconnectDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DisconnectDoor.class);
    private static final int PORT = 3799;
    private static final int HEADER = 20;
    private static final int LONGEST = 4096;
    private static final int DISCONNECT_REQUEST = 40;
    private static final int DISCONNECT_ACK = 41;
    private static final int DISCONNECT_NAK = 42;
    private static final int COA_REQUEST = 43;
    private static final int COA_NAK = 45;
    private static final int UNSUPPORTED_SERVICE = 405;
    private static final int ACCT_SESSION_ID = 44;
    private static final int ERROR_CAUSE = 101;
    private static final int SESSION_CONTEXT_NOT_FOUND = 503;

    private final DatagramSocket socket;
    private final byte[] secret;
    private final Predicate<String> end;

    /**
     * Opens the port.
     *
     * @param end ends the session of that Acct-Session-Id; false when there is none
     */
    DisconnectDoor(InetAddress address, byte[] secret, Predicate<String> end) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(address, PORT));
        this.secret = secret.clone();
        this.end = end;
        Thread.ofVirtual().name("simulated-disconnects").start(this::receive);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void receive() {
        var datagram = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (!socket.isClosed()) {
            try {
                datagram.setLength(LONGEST);
                socket.receive(datagram);
                byte[] answer = answer(Arrays.copyOf(datagram.getData(), datagram.getLength()));
                if (answer.length > 0) {
                    socket.send(
                            new DatagramPacket(answer, answer.length, datagram.getSocketAddress()));
                }
            } catch (IOException e) {
                LOG.atTrace().setCause(e).log("a simulated disconnect was not answered");
            }
        }
    }

    /** Nothing for what does not prove that it knows the secret. */
    private byte[] answer(byte[] request) {
        int code = request.length < HEADER ? 0 : request[0] & 0xff;
        if (code != DISCONNECT_REQUEST && code != COA_REQUEST) {
            return new byte[0];
        }
        int length = ByteBuffer.wrap(request).getShort(2) & 0xffff;
        if (length < HEADER || length > request.length) {
            return new byte[0];
        }
        byte[] packet = Arrays.copyOf(request, length);
        byte[] authenticator = Arrays.copyOfRange(packet, 4, HEADER);
        Arrays.fill(packet, 4, HEADER, (byte) 0);
        if (!MessageDigest.isEqual(md5(packet), authenticator)) {
            return new byte[0];
        }
        // it cannot change sessions, and says so
        boolean ended = code == DISCONNECT_REQUEST && end.test(sessionId(packet));
        ByteBuffer out = ByteBuffer.allocate(ended ? HEADER : HEADER + 6);
        int refusal = code == COA_REQUEST ? COA_NAK : DISCONNECT_NAK;
        out.put((byte) (ended ? DISCONNECT_ACK : refusal)).put(request[1]);
        out.putShort((short) out.capacity()).put(authenticator);
        if (!ended) {
            out.put((byte) ERROR_CAUSE)
                    .put((byte) 6)
                    .putInt(code == COA_REQUEST ? UNSUPPORTED_SERVICE : SESSION_CONTEXT_NOT_FOUND);
        }
        byte[] answer = out.array();
        System.arraycopy(md5(answer), 0, answer, 4, HEADER - 4);
        return answer;
    }

    private byte[] md5(byte[] packet) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(packet);
            return md5.digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static String sessionId(byte[] packet) {
        int at = HEADER;
        while (at + 1 < packet.length) {
            int length = packet[at + 1] & 0xff;
            if (length < 2 || at + length > packet.length) {
                return "";
            }
            if ((packet[at] & 0xff) == ACCT_SESSION_ID) {
                return new String(packet, at + 2, length - 2, StandardCharsets.US_ASCII);
            }
            at += length;
        }
        return "";
    }
}
