package io.passerelle.operators.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks messages: {@code v1=} and the hexadecimal HMAC-SHA256 (RFC 2104) over the time
 * in seconds, a full stop and the body. The time is signed, too, so that an old message cannot be
 * made young.
 */
public final class MessageSignature {

    /** How far a message's time may be from ours, either way. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String VERSION = "v1=";

    private MessageSignature() {}

    /** What a message's signature says. */
    public enum Verdict {
        /** Who knows the secret sent it, and lately. */
        RIGHT,
        /** A header is missing, or is not what it should be. */
        MALFORMED,
        /** It was sent too long ago, or the clocks differ. */
        STALE,
        /** Somebody else made it, or changed it. */
        WRONG
    }

    /** The signature of a body sent at a time. */
    public static String of(String secret, Instant at, byte[] body) {
        return VERSION + HexFormat.of().formatHex(hmac(secret, at.getEpochSecond(), body));
    }

    /**
     * Checks a message.
     *
     * @param timestamp seconds since 1970, as the message says
     * @param signature as the message says
     */
    public static Verdict check(
            String secret,
            @Nullable String timestamp,
            @Nullable String signature,
            byte[] body,
            Instant now) {
        if (timestamp == null
                || signature == null
                || !timestamp.matches("[0-9]{1,12}")
                || !signature.matches("v1=[0-9a-f]{64}")) {
            return Verdict.MALFORMED;
        }
        long seconds = Long.parseLong(timestamp);
        byte[] given = HexFormat.of().parseHex(signature, VERSION.length(), signature.length());
        if (!MessageDigest.isEqual(hmac(secret, seconds, body), given)) {
            return Verdict.WRONG;
        }
        long apart = Math.abs(now.getEpochSecond() - seconds);
        return apart > TOLERANCE.toSeconds() ? Verdict.STALE : Verdict.RIGHT;
    }

    private static byte[] hmac(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
