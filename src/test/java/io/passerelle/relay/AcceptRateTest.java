package io.passerelle.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** How fast connections may come from one address. */
class AcceptRateTest {

    private static final long SECOND = 1_000_000_000L;
    private static final InetAddress ONE = Addresses.of("127.64.0.1");
    private static final InetAddress OTHER = Addresses.of("127.64.0.2");

    @Test
    void aBurst_isTakenWholeAndNoMore() {
        AcceptRate rate = AcceptRate.perAddress(10, 5);
        assertThat(admitted(rate, ONE, 0, 8)).isEqualTo(5);
    }

    @Test
    void afterABurst_theyComeAtTheRate() {
        AcceptRate rate = AcceptRate.perAddress(10, 5);
        admitted(rate, ONE, 0, 5);
        assertThat(admitted(rate, ONE, SECOND / 10, 3)).isEqualTo(1);
        assertThat(admitted(rate, ONE, SECOND / 10 + SECOND / 5, 3)).isEqualTo(2);
    }

    @Test
    void quietForLong_noMoreThanABurstIsSaved() {
        AcceptRate rate = AcceptRate.perAddress(10, 5);
        assertThat(admitted(rate, ONE, 1_000 * SECOND, 8)).isEqualTo(5);
    }

    @Test
    void oneComesTooFast_anotherIsNotRefused() {
        AcceptRate rate = AcceptRate.perAddress(10, 5);
        admitted(rate, ONE, 0, 100);
        // two addresses share a slot once in a quarter of a million; the third does not, then
        boolean others = rate.admits(OTHER, 0) || rate.admits(Addresses.of("127.64.0.3"), 0);
        assertThat(others).isTrue();
    }

    @Test
    void overall_allAddressesShareIt() {
        AcceptRate rate = AcceptRate.overall(10, 2);
        assertThat(admitted(rate, ONE, 0, 2)).isEqualTo(2);
        assertThat(rate.admits(OTHER, 0)).isFalse();
    }

    @Test
    void changed_theNewRateCountsAtOnce() {
        AcceptRate rate = AcceptRate.perAddress(1, 1);
        assertThat(admitted(rate, ONE, 0, 3)).isEqualTo(1);
        rate.change(1_000, 10);
        assertThat(admitted(rate, ONE, 2 * SECOND, 20)).isEqualTo(10);
    }

    private static int admitted(AcceptRate rate, InetAddress source, long now, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            admitted += rate.admits(source, now) ? 1 : 0;
        }
        return admitted;
    }
}
