package io.passerelle.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ALL-7: an answer ends where it says it does (RFC 9112 section 6.3). */
class HttpMessagesTest {

    /** A target that keeps the connection open says nothing more, and would cost the time limit. */
    private static final InputStream KEPT_OPEN =
            new InputStream() {
                @Override
                public int read() {
                    throw new IllegalStateException("read on behind the answer");
                }
            };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:4\r\n\r\ndone",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndone\r\n0\r\n",
            })
    void answerOnAConnectionThatStaysOpen_isReadToItsEnd_andNoFurther(String answer)
            throws Exception {
        assertThat(HttpMessages.read(keptOpen(answer)))
                .isEqualTo(new HttpMessages.Answer(200, "done"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n"
            })
    void answerWithoutABody_isOverWithItsHead(String answer) throws Exception {
        assertThat(HttpMessages.read(keptOpen(answer))).isEqualTo(new HttpMessages.Answer(204, ""));
    }

    private static InputStream keptOpen(String answer) {
        return new SequenceInputStream(
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII)), KEPT_OPEN);
    }
}
