package io.passerelle.simulator.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One MQTT control packet (MQTT 3.1.1 section 2): its type, its flags and everything behind the
 * fixed header. Just what a sensor and its broker need of the protocol.
 *
 * @param type 1 to 14
 * @param flags 0 to 15
 */
public record MqttPacket(int type, int flags, byte[] body) {

    public static final int CONNECT = 1;
    public static final int CONNACK = 2;
    public static final int PUBLISH = 3;
    public static final int PUBACK = 4;
    public static final int PINGREQ = 12;
    public static final int PINGRESP = 13;
    public static final int DISCONNECT = 14;

    /** The longest packet either side accepts, in bytes. */
    public static final int LONGEST = 65_536;

    private static final int AT_LEAST_ONCE = 0b0010;

    /** A clean session of this client (section 3.1). */
    public static MqttPacket connect(String client, int keepAliveSeconds) {
        var body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(4); // protocol level of 3.1.1
        body.write(0b10); // clean session
        body.write(keepAliveSeconds >>> 8);
        body.write(keepAliveSeconds);
        text(body, client);
        return new MqttPacket(CONNECT, 0, body.toByteArray());
    }

    /** A message to be acknowledged (section 3.3, quality of service 1). */
    public static MqttPacket publish(String topic, int packetId, String payload) {
        var body = new ByteArrayOutputStream();
        text(body, topic);
        body.write(packetId >>> 8);
        body.write(packetId);
        body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        return new MqttPacket(PUBLISH, AT_LEAST_ONCE, body.toByteArray());
    }

    /** A packet without a body: PINGREQ, PINGRESP, DISCONNECT. */
    public static MqttPacket empty(int type) {
        return new MqttPacket(type, 0, new byte[0]);
    }

    /**
     * What a broker answers to this packet; empty when nothing.
     *
     * @throws IOException for a PUBLISH too short for its topic
     */
    public Optional<MqttPacket> answer() throws IOException {
        return switch (type) {
            case CONNECT -> Optional.of(new MqttPacket(CONNACK, 0, new byte[] {0, 0}));
            case PUBLISH ->
                    (flags & AT_LEAST_ONCE) == 0
                            ? Optional.empty()
                            : Optional.of(new MqttPacket(PUBACK, 0, packetId()));
            case PINGREQ -> Optional.of(empty(PINGRESP));
            default -> Optional.empty();
        };
    }

    private byte[] packetId() throws IOException {
        int topic = body.length < 2 ? body.length : (body[0] & 0xff) << 8 | body[1] & 0xff;
        if (topic + 4 > body.length) {
            throw new IOException("a PUBLISH without packet identifier");
        }
        return Arrays.copyOfRange(body, topic + 2, topic + 4);
    }

    /**
     * Reads one packet.
     *
     * @return empty at the end of the stream
     * @throws IOException when the stream ends inside a packet or the packet is too long
     */
    public static Optional<MqttPacket> read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        var data = new DataInputStream(in);
        int length = 0;
        for (int shift = 0; shift < 28; shift += 7) { // section 2.2.3
            int digit = data.readUnsignedByte();
            length |= (digit & 0x7f) << shift;
            if (digit < 0x80) {
                break;
            }
        }
        if (length > LONGEST) {
            throw new IOException("a packet of " + length + " bytes");
        }
        byte[] body = new byte[length];
        data.readFully(body);
        return Optional.of(new MqttPacket(first >>> 4, first & 0xf, body));
    }

    /** Writes the packet with a single write. */
    public void write(OutputStream out) throws IOException {
        var frame = new ByteArrayOutputStream(body.length + 5);
        frame.write(type << 4 | flags);
        int rest = body.length;
        do {
            frame.write(rest > 0x7f ? rest & 0x7f | 0x80 : rest);
            rest >>>= 7;
        } while (rest > 0);
        frame.writeBytes(body);
        out.write(frame.toByteArray());
        out.flush();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >>> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }
}
