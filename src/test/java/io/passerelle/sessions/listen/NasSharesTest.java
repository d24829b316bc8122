package io.passerelle.sessions.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sessions.RadiusLimits;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NasSharesTest {

    private final UUID flooding = UUID.randomUUID();
    private final UUID quiet = UUID.randomUUID();
    private final NasShares shares = new NasShares(new RadiusLimits(1_000, 9, 10, 2));

    @Test
    void aServerSendsTooFast_onlyItsOwnPacketsAreDropped() {
        long now = System.nanoTime();
        long admitted =
                IntStream.range(0, 10_000).filter(i -> shares.admits(flooding, now)).count();
        assertThat(admitted).isEqualTo(100); // a tenth of a second's worth
        assertThat(shares.admits(quiet, now)).isTrue();
        assertThat(shares.admits(flooding, now + 1_000_000)).isTrue(); // one a millisecond
    }

    @Test
    void aServersAccountingWaits_thereIsAlwaysRoomForTheNext() {
        long taken = IntStream.range(0, 100).filter(i -> shares.begin(flooding)).count();
        assertThat(taken).isEqualTo(5);
        assertThat(shares.begin(quiet)).isTrue();
        assertThat(shares.waiting()).isEqualTo(6);
        IntStream.range(0, 5).forEach(i -> shares.end(flooding));
        shares.end(quiet);
        assertThat(shares.waiting()).isZero();
        assertThat(shares.begin(flooding)).isTrue();
    }

    @Test
    void aServerHasAllItsConnections_thatOfAnotherIsTaken() {
        assertThat(shares.connect(flooding)).isTrue();
        assertThat(shares.connect(flooding)).isTrue();
        assertThat(shares.connect(flooding)).isFalse();
        assertThat(shares.connect(quiet)).isTrue();
        shares.disconnect(flooding);
        assertThat(shares.connect(flooding)).isTrue();
    }
}
