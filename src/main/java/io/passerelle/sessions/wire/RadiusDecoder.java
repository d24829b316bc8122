package io.passerelle.sessions.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets (RFC 2865 section 3). Strict about every length, because these bytes come before
 * any authentication; bytes behind the stated length are padding and ignored, as the RFC says.
 */
public final class RadiusDecoder {

    /** The shortest packet: a header without attributes. */
    public static final int SHORTEST = 20;

    /** The longest packet. */
    public static final int LONGEST = 4096;

    static final int AUTHENTICATOR_AT = 4;
    private static final int VENDOR_HEADER = 6;

    /** An answer carries every Proxy-State back, and must have room for what it says itself. */
    private static final int PROXY_STATES_AT_MOST = LONGEST - 512;

    private RadiusDecoder() {}

    /** Reads one datagram, or one packet cut out of a stream. */
    public static Decoded decode(byte[] datagram) {
        if (datagram.length < SHORTEST) {
            return new Decoded.Malformed(Malformation.TOO_SHORT);
        }
        int length = lengthOf(datagram);
        if (length < SHORTEST) {
            return new Decoded.Malformed(Malformation.TOO_SHORT);
        }
        if (length > LONGEST) {
            return new Decoded.Malformed(Malformation.TOO_LONG);
        }
        if (length > datagram.length) {
            return new Decoded.Malformed(Malformation.TRUNCATED);
        }
        PacketCode code = PacketCode.of(datagram[0]);
        if (code == null) {
            return new Decoded.Malformed(Malformation.UNKNOWN_CODE);
        }
        return decode(code, length == datagram.length ? datagram : Arrays.copyOf(datagram, length));
    }

    private static Decoded decode(PacketCode code, byte[] packet) {
        List<Attribute> attributes = attributes(packet);
        if (attributes == null) {
            return new Decoded.Malformed(Malformation.ATTRIBUTE_LENGTH);
        }
        if (!soundMessageAuthenticator(attributes)) {
            return new Decoded.Malformed(Malformation.MESSAGE_AUTHENTICATOR);
        }
        if (proxyStates(attributes) > PROXY_STATES_AT_MOST) {
            return new Decoded.Malformed(Malformation.PROXY_STATE);
        }
        byte[] authenticator = Arrays.copyOfRange(packet, AUTHENTICATOR_AT, SHORTEST);
        return new Decoded.Packet(
                new RadiusPacket(code, packet[1] & 0xff, authenticator, attributes), packet);
    }

    /** The stated length of a packet, from its first four bytes. */
    static int lengthOf(byte[] packet) {
        return (packet[2] & 0xff) << 8 | packet[3] & 0xff;
    }

    /** Null when the lengths do not add up. */
    private static @Nullable List<Attribute> attributes(byte[] packet) {
        List<Attribute> attributes = new ArrayList<>();
        int at = SHORTEST;
        while (at < packet.length) {
            int length = at + 1 < packet.length ? packet[at + 1] & 0xff : 0;
            if (length < 2 || at + length > packet.length || packet[at] == 0) {
                return null;
            }
            add(attributes, packet[at] & 0xff, Arrays.copyOfRange(packet, at + 2, at + length));
            at += length;
        }
        return attributes;
    }

    private static void add(List<Attribute> attributes, int type, byte[] value) {
        if (type != Attribute.VENDOR_SPECIFIC || !addVendors(attributes, value)) {
            attributes.add(new Attribute(0, type, value));
        }
    }

    /**
     * Takes a Vendor-Specific attribute apart. Vendors may lay theirs out otherwise than RFC 2865
     * section 5.26 recommends: then it stays whole, unread, and is nobody's mistake.
     */
    private static boolean addVendors(List<Attribute> attributes, byte[] value) {
        if (value.length < VENDOR_HEADER) {
            return false;
        }
        int vendor = ByteBuffer.wrap(value).getInt();
        List<Attribute> parts = new ArrayList<>(1);
        int at = 4;
        while (at < value.length) {
            int length = at + 1 < value.length ? value[at + 1] & 0xff : 0;
            if (vendor <= 0 || length < 2 || at + length > value.length || value[at] == 0) {
                return false;
            }
            parts.add(
                    new Attribute(
                            vendor,
                            value[at] & 0xff,
                            Arrays.copyOfRange(value, at + 2, at + length)));
            at += length;
        }
        attributes.addAll(parts);
        return true;
    }

    private static boolean soundMessageAuthenticator(List<Attribute> attributes) {
        int seen = 0;
        for (Attribute attribute : attributes) {
            if (attribute.is(Keys.MESSAGE_AUTHENTICATOR)) {
                seen++;
                if (attribute.value().length != RadiusPacket.AUTHENTICATOR_LENGTH) {
                    return false;
                }
            }
        }
        return seen <= 1;
    }

    private static int proxyStates(List<Attribute> attributes) {
        int octets = 0;
        for (Attribute attribute : attributes) {
            octets += attribute.is(Keys.PROXY_STATE) ? attribute.value().length + 2 : 0;
        }
        return octets;
    }
}
