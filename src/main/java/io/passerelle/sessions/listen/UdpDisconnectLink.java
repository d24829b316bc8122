package io.passerelle.sessions.listen;

import io.passerelle.network.GatewaySettings;
import io.passerelle.sessions.DisconnectLink;
import io.passerelle.sessions.OrderState;
import io.passerelle.sessions.SessionFacts;
import io.passerelle.sessions.wire.Attribute;
import io.passerelle.sessions.wire.Decoded;
import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.PacketCode;
import io.passerelle.sessions.wire.RadiusDecoder;
import io.passerelle.sessions.wire.RadiusEncoder;
import io.passerelle.sessions.wire.RadiusPacket;
import io.passerelle.sessions.wire.Signatures;
import io.passerelle.sessions.wire.Signatures.Verdict;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Disconnect- and CoA-Requests over UDP, each from a socket of its own, so that identifiers cannot
 * clash and strangers' answers are not heard. Retransmissions are the same bytes (RFC 5080 section
 * 2.2.1).
 */
@Component
final class UdpDisconnectLink implements DisconnectLink {

    private static final int[] PATIENCE_MILLIS = {1_000, 2_000, 4_000};
    private static final long LONGEST_TEXT = 200;

    private final GatewaySettings gateway;

    UdpDisconnectLink(GatewaySettings gateway) {
        this.gateway = gateway;
    }

    @Override
    public Answer tell(Server to, SessionFacts session, Order order) throws InterruptedException {
        InetAddress server = to.address();
        byte[] secret = to.secret();
        byte[] packet = packet(to, session, order);
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(local(server));
            socket.connect(new InetSocketAddress(server, PORT));
            for (int patience : PATIENCE_MILLIS) {
                Answer answer = ask(socket, packet, secret, patience);
                if (answer != null) {
                    return answer;
                }
            }
        } catch (IOException e) {
            return new Answer(OrderState.NO_ANSWER, null);
        }
        return new Answer(OrderState.NO_ANSWER, null);
    }

    /** From the address servers know the gateway by, where it is one of the same family. */
    private InetSocketAddress local(InetAddress server) {
        InetAddress own = gateway.address();
        return own.getClass() == server.getClass()
                ? new InetSocketAddress(own, 0)
                : new InetSocketAddress(0);
    }

    private static byte[] packet(Server to, SessionFacts session, Order order) {
        PacketCode code =
                switch (order) {
                    case Order.Disconnect ignored -> PacketCode.DISCONNECT_REQUEST;
                    case Order.ChangeGroup ignored -> PacketCode.COA_REQUEST;
                };
        int identifier = ThreadLocalRandom.current().nextInt(256);
        List<Attribute> attributes = attributes(to.address(), session, order);
        return to.signed()
                ? RadiusEncoder.signedDigestRequest(code, identifier, attributes, to.secret())
                : RadiusEncoder.digestRequest(code, identifier, attributes, to.secret());
    }

    private static List<Attribute> attributes(
            InetAddress server, SessionFacts session, Order order) {
        RadiusPacket.Draft draft = RadiusPacket.draft();
        draft.add(
                server.getAddress().length == 4 ? Keys.NAS_IP_ADDRESS : Keys.NAS_IPV6_ADDRESS,
                server);
        draft.add(Keys.ACCT_SESSION_ID, session.acctSessionId());
        InetAddress address = session.address();
        if (address != null) {
            draft.add(
                    address.getAddress().length == 4
                            ? Keys.FRAMED_IP_ADDRESS
                            : Keys.FRAMED_IPV6_ADDRESS,
                    address);
        }
        if (!session.msisdn().isEmpty() && session.msisdn().length() < LONGEST_TEXT) {
            draft.add(Keys.CALLING_STATION_ID, session.msisdn());
        }
        if (order instanceof Order.ChangeGroup(String group)) {
            draft.add(Keys.FILTER_ID, group);
        }
        return draft.add(Keys.EVENT_TIMESTAMP, Instant.now()).attributes();
    }

    /** Null when nothing that counts came in time. */
    private static @Nullable Answer ask(
            DatagramSocket socket, byte[] packet, byte[] secret, int patience) throws IOException {
        long end = System.nanoTime() + patience * 1_000_000L;
        try {
            socket.send(new DatagramPacket(packet, packet.length));
            var datagram =
                    new DatagramPacket(new byte[RadiusDecoder.LONGEST], RadiusDecoder.LONGEST);
            while (true) {
                int left = (int) ((end - System.nanoTime()) / 1_000_000);
                if (left <= 0) {
                    return null;
                }
                socket.setSoTimeout(left);
                datagram.setLength(RadiusDecoder.LONGEST);
                socket.receive(datagram);
                Answer answer =
                        read(
                                Arrays.copyOf(datagram.getData(), datagram.getLength()),
                                packet,
                                secret);
                if (answer != null) {
                    return answer;
                }
            }
        } catch (SocketTimeoutException | java.net.PortUnreachableException e) {
            pauseUntil(end);
            return null;
        }
    }

    /** A box that restarts answers "nobody there" at once, and a moment later it is. */
    private static void pauseUntil(long end) {
        long left = end - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            java.util.concurrent.locks.LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }

    private static @Nullable Answer read(byte[] bytes, byte[] request, byte[] secret) {
        if (!(RadiusDecoder.decode(bytes) instanceof Decoded.Packet(var answer, var whole))
                || answer.identifier() != (request[1] & 0xff)) {
            return null;
        }
        byte[] authenticator = Arrays.copyOfRange(request, 4, 20);
        if (!Signatures.answerMatches(whole, authenticator, secret)) {
            return null;
        }
        if (Signatures.messageAuthenticator(whole, authenticator, secret) == Verdict.WRONG) {
            return null;
        }
        boolean change = (request[0] & 0xff) == PacketCode.COA_REQUEST.number();
        Integer cause = answer.first(Keys.ERROR_CAUSE).map(Long::intValue).orElse(null);
        return switch (answer.code()) {
            case DISCONNECT_ACK -> change ? null : new Answer(OrderState.ACK, cause);
            case DISCONNECT_NAK -> change ? null : new Answer(OrderState.NAK, cause);
            case COA_ACK -> change ? new Answer(OrderState.ACK, cause) : null;
            case COA_NAK -> change ? new Answer(OrderState.NAK, cause) : null;
            default -> null;
        };
    }
}
