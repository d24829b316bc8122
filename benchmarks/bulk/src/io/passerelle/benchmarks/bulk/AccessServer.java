package io.passerelle.benchmarks.bulk;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A network access server that ends every session it is asked to end (RFC 5176), and tells so by
 * accounting (RFC 2866), again and again until it is acknowledged.
 */
final class AccessServer implements AutoCloseable {

    private static final int DISCONNECT_PORT = 3799;
    private static final int HEADER = 20;
    private static final int LONGEST = 4096;
    private static final int IDENTIFIERS = 256;
    private static final long AGAIN_NANOS = 2_000_000_000L;

    private final DatagramSocket orders;
    private final DatagramSocket accounting;
    private final InetAddress own;
    private final byte[] secret;
    private final Queue<byte[]> stops = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> ended = new ConcurrentHashMap<>();
    private volatile long acknowledged;

    AccessServer(String own, String secret, String gateway, int accountingPort) throws IOException {
        this.own = InetAddress.ofLiteral(own);
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.orders = new DatagramSocket(new InetSocketAddress(this.own, DISCONNECT_PORT));
        this.accounting = new DatagramSocket(new InetSocketAddress(this.own, 0));
        accounting.connect(new InetSocketAddress(InetAddress.ofLiteral(gateway), accountingPort));
        accounting.setSoTimeout(20);
        Thread.ofPlatform().daemon().start(this::takeOrders);
        Thread.ofPlatform().daemon().start(this::account);
    }

    /** How many sessions it was asked to end. */
    int ended() {
        return ended.size();
    }

    /** How many of their ends were acknowledged. */
    long acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {
        orders.close();
        accounting.close();
    }

    private void takeOrders() {
        var datagram = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (!orders.isClosed()) {
            try {
                datagram.setLength(LONGEST);
                orders.receive(datagram);
                byte[] order = Arrays.copyOf(datagram.getData(), datagram.getLength());
                String session = text(order, 44);
                if (ended.putIfAbsent(session, true) == null) {
                    stops.add(stop(session, text(order, 31)));
                }
                byte[] answer = answer(order);
                orders.send(new DatagramPacket(answer, HEADER, datagram.getSocketAddress()));
            } catch (IOException e) {
                // closed, or the gateway does not listen any more
            }
        }
    }

    /** One thread sends what waits, as many as there are identifiers, and hears the answers. */
    private void account() {
        byte[][] waiting = new byte[IDENTIFIERS][];
        long[] sentAt = new long[IDENTIFIERS];
        var datagram = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (!accounting.isClosed()) {
            try {
                for (int id = 0; id < IDENTIFIERS; id++) {
                    if (waiting[id] == null) {
                        byte[] next = stops.poll();
                        waiting[id] = next == null ? null : request(next, id);
                        sentAt[id] = 0;
                    }
                    if (waiting[id] != null && System.nanoTime() - sentAt[id] > AGAIN_NANOS) {
                        accounting.send(new DatagramPacket(waiting[id], waiting[id].length));
                        sentAt[id] = System.nanoTime();
                    }
                }
                datagram.setLength(LONGEST);
                accounting.receive(datagram);
                int id = datagram.getData()[1] & 0xff;
                if (waiting[id] != null) {
                    waiting[id] = null;
                    acknowledged = acknowledged + 1; // by this thread alone
                }
            } catch (SocketTimeoutException e) {
                // nothing to hear
            } catch (IOException e) {
                // closed, or the gateway does not listen any more
            }
        }
    }

    private byte[] answer(byte[] order) {
        ByteBuffer out = ByteBuffer.allocate(HEADER);
        out.put((byte) 41).put(order[1]).putShort((short) HEADER).put(order, 4, 16);
        System.arraycopy(md5(out.array()), 0, out.array(), 4, 16);
        return out.array();
    }

    /** The attributes of an Accounting-Request that tells the end of a session. */
    private byte[] stop(String session, String msisdn) {
        byte[] name = session.getBytes(StandardCharsets.US_ASCII);
        byte[] caller = msisdn.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(LONGEST);
        out.put((byte) 40).put((byte) 6).putInt(2);
        out.put((byte) 44).put((byte) (2 + name.length)).put(name);
        out.put((byte) 31).put((byte) (2 + caller.length)).put(caller);
        out.put((byte) 4).put((byte) 6).put(own.getAddress());
        out.put((byte) 46).put((byte) 6).putInt(3_600);
        out.put((byte) 49).put((byte) 6).putInt(6);
        return Arrays.copyOf(out.array(), out.position());
    }

    private byte[] request(byte[] attributes, int identifier) {
        ByteBuffer out = ByteBuffer.allocate(HEADER + attributes.length);
        out.put((byte) 4).put((byte) identifier).putShort((short) out.capacity());
        out.put(new byte[16]).put(attributes);
        System.arraycopy(md5(out.array()), 0, out.array(), 4, 16);
        return out.array();
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

    private static String text(byte[] packet, int type) {
        int at = HEADER;
        while (at + 1 < packet.length && (packet[at + 1] & 0xff) >= 2) {
            int length = packet[at + 1] & 0xff;
            if ((packet[at] & 0xff) == type) {
                return new String(packet, at + 2, length - 2, StandardCharsets.US_ASCII);
            }
            at += length;
        }
        return "";
    }
}
