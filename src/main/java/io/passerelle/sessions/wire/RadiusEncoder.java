package io.passerelle.sessions.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes signed packets. Whatever carries a Message-Authenticator carries it first: an attacker who
 * can make MD5 collisions needs bytes of his own in front of it (BlastRADIUS, CVE-2024-3596).
 */
public final class RadiusEncoder {

    private static final byte[] ZEROS = new byte[RadiusPacket.AUTHENTICATOR_LENGTH];

    private RadiusEncoder() {}

    /**
     * An Access-Request or Status-Server, signed with a Message-Authenticator (RFC 5080 section
     * 2.2.1, RFC 5997 section 3).
     *
     * @param authenticator 16 bytes nobody can predict
     */
    public static byte[] request(
            PacketCode code,
            int identifier,
            byte[] authenticator,
            List<Attribute> attributes,
            byte[] secret) {
        byte[] packet = bytes(code, identifier, authenticator, signed(attributes));
        return Signatures.signMessage(packet, authenticator, secret);
    }

    /** An Access-Request as old clients send it, without a Message-Authenticator. */
    public static byte[] unsignedRequest(
            int identifier, byte[] authenticator, List<Attribute> attributes) {
        return bytes(PacketCode.ACCESS_REQUEST, identifier, authenticator, attributes);
    }

    /**
     * A request whose authenticator is the signature: Accounting-Request (RFC 2866 section 3),
     * Disconnect-Request and CoA-Request (RFC 5176 section 2.3).
     */
    public static byte[] digestRequest(
            PacketCode code, int identifier, List<Attribute> attributes, byte[] secret) {
        byte[] packet = bytes(code, identifier, ZEROS, attributes);
        return Signatures.seal(packet, ZEROS, secret);
    }

    /**
     * A Disconnect-Request or CoA-Request with a Message-Authenticator, computed while the
     * authenticator field is zero (RFC 5176 section 2.3, RFC 3579 section 3.2).
     */
    public static byte[] signedDigestRequest(
            PacketCode code, int identifier, List<Attribute> attributes, byte[] secret) {
        byte[] packet = bytes(code, identifier, ZEROS, signed(attributes));
        Signatures.signMessage(packet, ZEROS, secret);
        return Signatures.seal(packet, ZEROS, secret);
    }

    /**
     * An answer with a Message-Authenticator in front (RFC 2869 section 5.14) and the Response
     * Authenticator (RFC 2865 section 3). Accounting-Responses go without the former.
     */
    public static byte[] answer(
            PacketCode code, RadiusPacket request, List<Attribute> attributes, byte[] secret) {
        boolean messageAuthenticator = code != PacketCode.ACCOUNTING_RESPONSE;
        byte[] packet =
                bytes(
                        code,
                        request.identifier(),
                        request.authenticator(),
                        messageAuthenticator ? signed(attributes) : attributes);
        if (messageAuthenticator) {
            Signatures.signMessage(packet, request.authenticator(), secret);
        }
        return Signatures.seal(packet, request.authenticator(), secret);
    }

    private static List<Attribute> signed(List<Attribute> attributes) {
        List<Attribute> signed = new ArrayList<>(attributes.size() + 1);
        signed.add(Keys.MESSAGE_AUTHENTICATOR.with(ZEROS));
        signed.addAll(attributes);
        return signed;
    }

    /**
     * @throws IllegalArgumentException when the attributes need more than 4096 bytes
     */
    private static byte[] bytes(
            PacketCode code, int identifier, byte[] authenticator, List<Attribute> attributes) {
        int length = RadiusDecoder.SHORTEST;
        for (Attribute attribute : attributes) {
            length += attribute.length();
        }
        if (length > RadiusDecoder.LONGEST) {
            throw new IllegalArgumentException("packet of " + length + " bytes");
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.put((byte) code.number()).put((byte) identifier).putShort((short) length);
        out.put(authenticator);
        attributes.forEach(attribute -> put(out, attribute));
        return out.array();
    }

    private static void put(ByteBuffer out, Attribute attribute) {
        if (attribute.vendor() != 0) {
            out.put((byte) Attribute.VENDOR_SPECIFIC).put((byte) attribute.length());
            out.putInt(attribute.vendor());
        }
        out.put((byte) attribute.type()).put((byte) (attribute.value().length + 2));
        out.put(attribute.value());
    }
}
