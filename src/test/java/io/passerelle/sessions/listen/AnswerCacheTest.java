package io.passerelle.sessions.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sessions.listen.AnswerCache.Found;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private final AnswerCache cache = new AnswerCache(2, 30);

    @Test
    void firstRequest_isNewAndItsRepetitionInProgress() {
        assertThat(cache.begin(key(1), 0)).isEqualTo(Found.NEW);
        assertThat(cache.begin(key(1), 1)).isEqualTo(Found.IN_PROGRESS);
    }

    @Test
    void answeredRequest_givesTheSameBytes() {
        byte[] answer = {1, 2, 3};
        cache.begin(key(1), 0);
        cache.answered(key(1), answer);
        assertThat(cache.begin(key(1), 30)).isEqualTo(Found.ANSWERED);
        assertThat(cache.answer(key(1))).isSameAs(answer);
    }

    @Test
    void oldAnswer_isForgotten() {
        cache.begin(key(1), 0);
        cache.answered(key(1), new byte[1]);
        assertThat(cache.begin(key(1), 31)).isEqualTo(Found.NEW);
    }

    @Test
    void failedRequest_isTriedAgain() {
        cache.begin(key(1), 0);
        cache.failed(key(1));
        assertThat(cache.begin(key(1), 1)).isEqualTo(Found.NEW);
    }

    @Test
    void fullCache_dropsAnsweredRequestsAndNeverOnesInProgress() {
        cache.begin(key(1), 0);
        cache.answered(key(1), new byte[1]);
        cache.begin(key(2), 0);
        assertThat(cache.begin(key(3), 0)).isEqualTo(Found.NEW);
        assertThat(cache.begin(key(4), 0)).isEqualTo(Found.FULL);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void otherSourceOrAuthenticator_isAnotherRequest() {
        cache.begin(key(1), 0);
        var elsewhere = new InetSocketAddress("127.0.0.1", 2);
        var other = new AnswerCache.Key(elsewhere, 1, 1, ByteBuffer.wrap(new byte[16]));
        assertThat(cache.begin(other, 0)).isEqualTo(Found.NEW);
    }

    private static AnswerCache.Key key(int identifier) {
        var source = new InetSocketAddress("127.0.0.1", 1);
        return new AnswerCache.Key(source, 1, identifier, ByteBuffer.wrap(new byte[16]));
    }
}
