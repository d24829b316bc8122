package io.passerelle.accounts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change every 30 seconds (RFC 6238) with HMAC-SHA-1 and six digits, which is what every
 * authenticator knows.
 */
final class Totp {

    /** How long a code lasts. */
    static final int STEP_SECONDS = 30;

    private static final int DIGITS_MODULUS = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** The step of a moment. */
    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of a step, six digits. */
    static String code(byte[] secret, long step) {
        byte[] digest = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = digest[digest.length - 1] & 0xf;
        int binary = ByteBuffer.wrap(digest).getInt(offset) & 0x7fff_ffff;
        return "%06d".formatted(binary % DIGITS_MODULUS);
    }

    /** The secret as authenticators take it by hand (RFC 4648, base 32 without padding). */
    static String base32(byte[] secret) {
        StringBuilder text = new StringBuilder();
        long buffer = 0;
        int bits = 0;
        for (byte octet : secret) {
            buffer = buffer << 8 | octet & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((int) (buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt((int) (buffer << 5 - bits) & 31));
        }
        return text.toString();
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has HMAC-SHA-1
        }
    }
}
