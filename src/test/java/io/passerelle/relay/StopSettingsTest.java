package io.passerelle.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a node that stops waits for load balancers to look. */
class StopSettingsTest {

    private static StopSettings read(Map<String, String> values) {
        return StopSettings.read(new SettingsReader(values::get));
    }

    @Test
    void notSet_pausesOnlyWhereSomebodyCouldLook() {
        StopSettings settings = read(Map.of());
        assertThat(settings.pause(true)).isEqualTo(StopSettings.BEHIND_OTHERS);
        assertThat(settings.pause(false)).isZero();
    }

    @Test
    void set_isWhatItSaysWhoeverLooks() {
        StopSettings settings = read(Map.of("passerelle.relay.stop-pause", "12s"));
        assertThat(settings.pause(true)).isEqualTo(Duration.ofSeconds(12));
        assertThat(settings.pause(false)).isEqualTo(Duration.ofSeconds(12));
        assertThat(read(Map.of("passerelle.relay.stop-pause", "0s")).pause(true)).isZero();
    }

    @Test
    void wrong_isRefused() {
        var reader = new SettingsReader(Map.of("passerelle.relay.stop-pause", "11m")::get);
        StopSettings.read(reader);
        assertThat(reader.problems()).hasSize(1);
    }
}
