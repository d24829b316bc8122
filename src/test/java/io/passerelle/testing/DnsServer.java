package io.passerelle.testing;

import io.passerelle.foundation.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A DNS server on loopback (RFC 1035): it has the records a test gives it. */
public final class DnsServer implements AutoCloseable {

    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private static final int LONGEST = 512;
    private static final int ANSWER_OF_A_RECURSIVE_SERVER = 0x8180;
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;

    private record Entry(String name, int type, int ttl, byte[] data, String target) {}

    private final DatagramSocket socket;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile boolean failing;

    /** One without records. */
    public DnsServer() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(Addresses.of("127.0.0.1"), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("dns-server").start(this::run);
    }

    /** Where it is. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** It has an address for a name. */
    public void says(String name, String address, int ttl) {
        InetAddress value = Addresses.of(address);
        int type = value.getAddress().length == 4 ? A : AAAA;
        entries.add(new Entry(name, type, ttl, value.getAddress(), ""));
    }

    /** A name is another one's. */
    public void alias(String name, String target, int ttl) {
        entries.add(new Entry(name, CNAME, ttl, encoded(target), target));
    }

    /** It has no record any more. */
    public void forget() {
        entries.clear();
    }

    /** It answers nothing, or does again. */
    public void silent(boolean now) {
        silent = now;
    }

    /** It says that it cannot, or can again. */
    public void fails(boolean now) {
        failing = now;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        byte[] bytes = new byte[LONGEST];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                if (!silent) {
                    byte[] said = answer(ByteBuffer.wrap(bytes, 0, packet.getLength()));
                    socket.send(new DatagramPacket(said, said.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer query) {
        short id = query.getShort();
        query.position(12);
        int begin = query.position();
        String name = decoded(query);
        int type = Short.toUnsignedInt(query.getShort());
        query.getShort(); // the class
        byte[] question = new byte[query.position() - begin];
        query.get(begin, question);
        List<Entry> found = failing ? List.of() : found(name, type);
        boolean known = entries.stream().anyMatch(entry -> entry.name().equals(name));
        int code = failing ? SERVER_FAILURE : known ? 0 : NO_SUCH_NAME;
        ByteBuffer answer = ByteBuffer.allocate(LONGEST);
        answer.putShort(id).putShort((short) (ANSWER_OF_A_RECURSIVE_SERVER | code));
        answer.putShort((short) 1).putShort((short) found.size()).putInt(0).put(question);
        for (Entry entry : found) {
            answer.put(encoded(entry.name())).putShort((short) entry.type()).putShort((short) 1);
            answer.putInt(entry.ttl()).putShort((short) entry.data().length).put(entry.data());
        }
        byte[] said = new byte[answer.position()];
        answer.get(0, said);
        return said;
    }

    /** With the aliases on the way, as a recursive server tells them. */
    private List<Entry> found(String name, int type) {
        List<Entry> found = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.name().equals(name) && entry.type() == type) {
                found.add(entry);
            } else if (entry.name().equals(name) && entry.type() == CNAME) {
                found.add(entry);
                found.addAll(found(entry.target(), type));
            }
        }
        return found;
    }

    private static byte[] encoded(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        for (String label : name.split("\\.")) {
            byte[] text = label.getBytes(StandardCharsets.US_ASCII);
            bytes.put((byte) text.length).put(text);
        }
        bytes.put((byte) 0);
        byte[] encoded = new byte[bytes.position()];
        bytes.get(0, encoded);
        return encoded;
    }

    private static String decoded(ByteBuffer bytes) {
        List<String> labels = new ArrayList<>();
        for (int length = bytes.get(); length > 0; length = bytes.get()) {
            byte[] label = new byte[length];
            bytes.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII));
        }
        return String.join(".", labels);
    }
}
