package io.passerelle.sessions.wire;

import java.security.MessageDigest;
import java.util.Arrays;

/** Who sent a packet: the authenticators of RFC 2865, RFC 2866 and RFC 2869. */
public final class Signatures {

    private static final int AT = RadiusDecoder.AUTHENTICATOR_AT;
    private static final int LENGTH = RadiusPacket.AUTHENTICATOR_LENGTH;
    private static final byte[] ZEROS = new byte[LENGTH];

    // HMAC-MD5 by hand: the JDK's costs more to set up than to compute, at every packet
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private Signatures() {}

    /**
     * Whether a request that signs itself was made with this secret: Accounting-Request (RFC 2866
     * section 3), Disconnect-Request, CoA-Request.
     */
    public static boolean digestRequestMatches(byte[] packet, byte[] secret) {
        return MessageDigest.isEqual(
                digest(packet, ZEROS, secret), Arrays.copyOfRange(packet, AT, AT + LENGTH));
    }

    /** Whether an answer belongs to a request and was made with this secret. */
    public static boolean answerMatches(byte[] answer, byte[] requestAuthenticator, byte[] secret) {
        return MessageDigest.isEqual(
                digest(answer, requestAuthenticator, secret),
                Arrays.copyOfRange(answer, AT, AT + LENGTH));
    }

    /** What a packet's Message-Authenticator says about it. */
    public enum Verdict {
        ABSENT,
        RIGHT,
        WRONG
    }

    /**
     * Checks the Message-Authenticator (RFC 2869 section 5.14).
     *
     * @param packet as decoded without complaint
     * @param requestAuthenticator of the packet itself for an Access-Request or Status-Server; of
     *     the request for an answer; zeros for requests that sign themselves
     */
    public static Verdict messageAuthenticator(
            byte[] packet, byte[] requestAuthenticator, byte[] secret) {
        int at = find(packet);
        if (at < 0) {
            return Verdict.ABSENT;
        }
        byte[] expected = hmac(packet, at, requestAuthenticator, secret);
        byte[] found = Arrays.copyOfRange(packet, at, at + LENGTH);
        return MessageDigest.isEqual(expected, found) ? Verdict.RIGHT : Verdict.WRONG;
    }

    /** Fills in the Message-Authenticator; the packet itself is changed and returned. */
    static byte[] signMessage(byte[] packet, byte[] requestAuthenticator, byte[] secret) {
        int at = find(packet);
        byte[] signature = hmac(packet, at, requestAuthenticator, secret);
        System.arraycopy(signature, 0, packet, at, LENGTH);
        return packet;
    }

    /** Fills in the authenticator field; the packet itself is changed and returned. */
    static byte[] seal(byte[] packet, byte[] authenticator, byte[] secret) {
        System.arraycopy(digest(packet, authenticator, secret), 0, packet, AT, LENGTH);
        return packet;
    }

    private static int find(byte[] packet) {
        int at = RadiusDecoder.SHORTEST;
        while (at + 1 < packet.length) {
            if ((packet[at] & 0xff) == Keys.MESSAGE_AUTHENTICATOR.type()) {
                return at + 2;
            }
            at += Math.max(2, packet[at + 1] & 0xff);
        }
        return -1;
    }

    private static byte[] digest(byte[] packet, byte[] authenticator, byte[] secret) {
        MessageDigest md5 = Md5.digest();
        md5.update(packet, 0, AT);
        md5.update(authenticator);
        md5.update(packet, AT + LENGTH, packet.length - AT - LENGTH);
        return md5.digest(secret);
    }

    private static byte[] hmac(byte[] packet, int at, byte[] authenticator, byte[] secret) {
        byte[] key = secret.length > BLOCK ? Md5.digest().digest(secret) : secret;
        MessageDigest md5 = Md5.digest();
        md5.update(padded(key, INNER));
        md5.update(packet, 0, AT);
        md5.update(authenticator);
        md5.update(packet, AT + LENGTH, at - AT - LENGTH);
        md5.update(ZEROS);
        md5.update(packet, at + LENGTH, packet.length - at - LENGTH);
        byte[] inner = md5.digest(); // and begins anew
        md5.update(padded(key, OUTER));
        return md5.digest(inner);
    }

    /** RFC 2104 section 2. */
    private static byte[] padded(byte[] key, byte pad) {
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, pad);
        for (int i = 0; i < key.length; i++) {
            block[i] ^= key[i];
        }
        return block;
    }
}
