package io.passerelle.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndReasonTest {

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void everyReason_isFoundAgainByItsKey(EndReason reason) {
        assertThat(reason.key()).matches("[a-z_]+");
        assertThat(EndReason.ofKey(reason.key())).contains(reason);
    }

    @Test
    void anUnknownKey_isNoReason() {
        assertThat(EndReason.ofKey("tired")).isEmpty();
    }

    @Test
    void failedConnects_areToldApart() {
        assertThat(AttemptOutcome.of(new ConnectException("Connection refused")))
                .isEqualTo(AttemptOutcome.REFUSED);
        assertThat(AttemptOutcome.of(new ConnectException("Network is unreachable")))
                .isEqualTo(AttemptOutcome.UNREACHABLE);
        assertThat(AttemptOutcome.of(new NoRouteToHostException()))
                .isEqualTo(AttemptOutcome.UNREACHABLE);
        assertThat(AttemptOutcome.of(new SocketTimeoutException()))
                .isEqualTo(AttemptOutcome.TIMED_OUT);
        assertThat(AttemptOutcome.of(new UnknownHostException()))
                .isEqualTo(AttemptOutcome.UNRESOLVED);
        assertThat(AttemptOutcome.of(new IllegalStateException())).isEqualTo(AttemptOutcome.FAILED);
    }
}
