package io.passerelle.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A telephone's authenticator, written from RFC 6238 apart from ours. */
public final class Authenticator {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Authenticator() {}

    /** What it shows at a moment for a key in base 32. */
    public static String code(String key, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(key), "RAW"));
            byte[] digest =
                    mac.doFinal(ByteBuffer.allocate(8).putLong(at.getEpochSecond() / 30).array());
            int from = digest[19] & 15;
            long number = 0;
            for (int i = from; i < from + 4; i++) {
                number = number * 256 + (digest[i] & 255);
            }
            String text = "000000" + number % (1L << 31) % 1_000_000;
            return text.substring(text.length() - 6);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String key) {
        var out = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char letter : key.toCharArray()) {
            buffer = (buffer << 5 | BASE32.indexOf(letter)) & 0xffff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(buffer >> bits & 255);
            }
        }
        return out.toByteArray();
    }
}
