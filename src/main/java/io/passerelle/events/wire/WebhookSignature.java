package io.passerelle.events.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent, by the convention of Standard Webhooks: {@code v1,} and the Base64 of the
 * HMAC-SHA256 (RFC 2104) over the message's id, a full stop, the time in seconds, a full stop and
 * the body. A secret is {@value #PREFIX} and the Base64 of its bytes.
 */
public final class WebhookSignature {

    /** How a secret begins. */
    public static final String PREFIX = "whsec_";

    private static final int SECRET_BYTES = 32;

    private WebhookSignature() {}

    /** A new secret of 256 random bits. */
    public static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The header {@code webhook-signature}: one signature for each secret in force.
     *
     * @param at when it is sent
     */
    public static String of(List<String> secrets, String id, Instant at, byte[] body) {
        return secrets.stream()
                .map(secret ->
                        "v1," + Base64.getEncoder().encodeToString(hmac(secret, id, at, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(String secret, String id, Instant at, byte[] body) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String head = id + "." + at.getEpochSecond() + ".";
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
