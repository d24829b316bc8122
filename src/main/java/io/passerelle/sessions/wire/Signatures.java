package io.passerelle.sessions.wire;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who sent a packet: the authenticators of RFC 2865, RFC 2866 and RFC 2869. */
public final class Signatures {

    private static final int AT = RadiusDecoder.AUTHENTICATOR_AT;
    private static final int LENGTH = RadiusPacket.AUTHENTICATOR_LENGTH;
    private static final byte[] ZEROS = new byte[LENGTH];

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
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret, "HmacMD5"));
            mac.update(packet, 0, AT);
            mac.update(authenticator);
            mac.update(packet, AT + LENGTH, at - AT - LENGTH);
            mac.update(ZEROS);
            mac.update(packet, at + LENGTH, packet.length - at - LENGTH);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
