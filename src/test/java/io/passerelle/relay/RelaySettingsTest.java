package io.passerelle.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits of terminals' connections as settings. */
class RelaySettingsTest {

    @Test
    void nothingSet_theUsualOnes() {
        RelaySettings usual = RelaySettings.usual();
        assertThat(usual.enabled()).isTrue();
        assertThat(usual.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(usual.dialLimit()).isEqualTo(Duration.ofSeconds(30));
        assertThat(usual.halfClosedLimit()).isEqualTo(Duration.ofMinutes(2));
        assertThat(usual.totalLimit()).isEqualTo(Duration.ofDays(7));
        assertThat(usual.maxConnections()).isBetween(1, 100_000);
        assertThat(usual.drain()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void everythingSet_isWhereItBelongs() {
        var reader =
                new SettingsReader(
                        Map.of(
                                        "passerelle.relay.enabled", "false",
                                        "passerelle.relay.connect-timeout", "1s",
                                        "passerelle.relay.dial-limit", "2s",
                                        "passerelle.relay.half-closed-limit", "3s",
                                        "passerelle.relay.total-limit", "4s",
                                        "passerelle.relay.max-connections", "5",
                                        "passerelle.relay.accept-rate", "6",
                                        "passerelle.relay.accept-burst", "7",
                                        "passerelle.relay.drain", "8s")
                                ::get);
        assertThat(RelaySettings.read(reader))
                .isEqualTo(
                        new RelaySettings(
                                false,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                5,
                                6,
                                7,
                                Duration.ofSeconds(8)));
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void moreConnectionsThanFileDescriptors_areRefusedWithTheReason() {
        var reader =
                new SettingsReader(
                        Map.of(
                                        "passerelle.relay.max-connections", "4000001",
                                        "passerelle.relay.accept-rate", "0")
                                ::get);
        RelaySettings.read(reader);
        assertThat(reader.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("passerelle.relay.max-connections"))
                .anyMatch(problem -> problem.startsWith("passerelle.relay.accept-rate"));
    }
}
