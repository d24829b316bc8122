package io.passerelle.sessions.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sessions.listen.AnswerCache.Found;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private static final InetSocketAddress SOURCE = new InetSocketAddress("127.0.0.1", 1);

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
        cache.answered(key(1), answer, 0);
        assertThat(cache.begin(key(1), 30)).isEqualTo(Found.ANSWERED);
        assertThat(cache.answer(key(1))).isSameAs(answer);
    }

    @Test
    void oldAnswer_isForgotten() {
        cache.begin(key(1), 0);
        cache.answered(key(1), new byte[1], 0);
        assertThat(cache.begin(key(1), 31)).isEqualTo(Found.NEW);
    }

    @Test
    void requestWorkedOnForLong_staysInProgressAndKeepsItsAnswerFromThen() {
        cache.begin(key(1), 0);
        assertThat(cache.begin(key(1), 1_000)).isEqualTo(Found.IN_PROGRESS);
        cache.answered(key(1), new byte[1], 1_000);
        assertThat(cache.begin(key(1), 1_030)).isEqualTo(Found.ANSWERED);
    }

    @Test
    void failureOfARequestWorkedOnForLong_leavesNothingBehindForItsRetransmission() {
        cache.begin(key(1), 0);
        assertThat(cache.begin(key(1), 1_000)).isEqualTo(Found.IN_PROGRESS);
        cache.failed(key(1));
        assertThat(cache.begin(key(1), 1_001)).isEqualTo(Found.NEW);
        cache.answered(key(1), new byte[1], 1_002);
        cache.failed(key(1)); // of an answered request there is nothing to forget
        assertThat(cache.begin(key(1), 1_003)).isEqualTo(Found.ANSWERED);
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
        cache.answered(key(1), new byte[1], 0);
        cache.begin(key(2), 0);
        assertThat(cache.begin(key(3), 0)).isEqualTo(Found.NEW);
        assertThat(cache.begin(key(4), 0)).isEqualTo(Found.FULL);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void otherSourceOrAuthenticator_isAnotherRequest() {
        var cache = new AnswerCache(3, 30);
        cache.begin(key(1), 0);
        var elsewhere = new InetSocketAddress("127.0.0.1", 2);
        assertThat(cache.begin(AnswerCache.Key.of(elsewhere, packet(1, 0)), 0))
                .isEqualTo(Found.NEW);
        assertThat(cache.begin(AnswerCache.Key.of(SOURCE, packet(1, 7)), 0)).isEqualTo(Found.NEW);
    }

    private static AnswerCache.Key key(int identifier) {
        return AnswerCache.Key.of(SOURCE, packet(identifier, 0));
    }

    private static byte[] packet(int identifier, int authenticator) {
        byte[] packet = new byte[20];
        packet[0] = 1;
        packet[1] = (byte) identifier;
        packet[19] = (byte) authenticator;
        return packet;
    }
}
