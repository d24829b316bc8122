package io.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorSettingsTest {

    @Test
    void nothingSetMeansNoDemo() {
        var reader = new SettingsReader(key -> null);
        assertThat(SimulatorSettings.read(reader))
                .isEqualTo(new SimulatorSettings(false, 2_000, 300, 17_000, 40));
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        var reader =
                reader(
                        Map.of(
                                "passerelle.simulator.demo", "true",
                                "passerelle.simulator.sims", "500",
                                "passerelle.simulator.terminals", "7",
                                "passerelle.simulator.server-port", "27000",
                                "passerelle.simulator.connections-per-second", "3"));
        assertThat(SimulatorSettings.read(reader))
                .isEqualTo(new SimulatorSettings(true, 500, 7, 27_000, 3));
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void demoOutsideLoopbackIsRefusedBecauseItsPasswordsAreKnown() {
        var reader =
                reader(
                        Map.of(
                                "passerelle.simulator.demo", "true",
                                "passerelle.gateway.address", "192.168.1.10",
                                "server.address", "0.0.0.0"));
        SimulatorSettings.read(reader);
        assertThat(reader.problems()).hasSize(2).allMatch(problem -> problem.contains("loopback"));
    }

    @Test
    void withoutADemoAnyAddressIsFine() {
        var reader = reader(Map.of("passerelle.gateway.address", "192.168.1.10"));
        SimulatorSettings.read(reader);
        assertThat(reader.problems()).isEmpty();
    }

    private static SettingsReader reader(Map<String, String> settings) {
        return new SettingsReader(settings::get);
    }
}
