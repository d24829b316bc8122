package io.passerelle.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How destinations are watched, as settings. */
class RoutingSettingsTest {

    @Test
    void nothingSet_theUsualOnes() {
        assertThat(RoutingSettings.usual())
                .isEqualTo(
                        new RoutingSettings(
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(3),
                                2,
                                2,
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(30),
                                256,
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(5),
                                Duration.ofHours(1),
                                Duration.ofSeconds(5)));
    }

    @Test
    void backOffShorterThanTheInterval_isRefused() {
        var reader =
                new SettingsReader(
                        Map.of(
                                        "passerelle.routing.check-interval", "30s",
                                        "passerelle.routing.back-off", "10s")
                                ::get);
        RoutingSettings.read(reader);
        assertThat(reader.problems())
                .containsExactly(
                        "passerelle.routing.back-off: must not be shorter than the check-interval");
    }

    @Test
    void valuesOutOfBounds_areAllNamed() {
        var reader =
                new SettingsReader(
                        Map.of(
                                        "passerelle.routing.fall", "0",
                                        "passerelle.routing.rise", "101",
                                        "passerelle.routing.name-age", "2h",
                                        "passerelle.routing.checks-at-once", "many")
                                ::get);
        RoutingSettings.read(reader);
        assertThat(reader.problems()).hasSize(4);
    }
}
