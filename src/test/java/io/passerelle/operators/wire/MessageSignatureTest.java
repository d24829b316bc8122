package io.passerelle.operators.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.operators.wire.MessageSignature.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageSignatureTest {

    private static final String SECRET = "secret of sixteen";
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    /** What openssl says of {@code 1.{}} with that secret. */
    private static final String OPENSSL =
            "v1=02dc76f05f7cc0d4dcf0b384650e51756ef43a3151a3a2afb847f07463b7175d";

    @Test
    void signature_isThatOfOpenssl() {
        assertThat(MessageSignature.of(SECRET, Instant.ofEpochSecond(1), BODY)).isEqualTo(OPENSSL);
    }

    @Test
    void verdicts_tellOldForgedAndBrokenMessagesApart() {
        assertThat(check("1", OPENSSL, 301)).isEqualTo(Verdict.RIGHT);
        assertThat(check("1", OPENSSL, 302)).isEqualTo(Verdict.STALE);
        assertThat(check("2", OPENSSL, 2)).isEqualTo(Verdict.WRONG);
        assertThat(check("-1", OPENSSL, 2)).isEqualTo(Verdict.MALFORMED);
        assertThat(check("1", "v1=00", 2)).isEqualTo(Verdict.MALFORMED);
        assertThat(MessageSignature.check(SECRET, null, null, BODY, Instant.EPOCH))
                .isEqualTo(Verdict.MALFORMED);
    }

    private static Verdict check(String timestamp, String signature, long now) {
        return MessageSignature.check(
                SECRET, timestamp, signature, BODY, Instant.ofEpochSecond(now));
    }
}
