package io.passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Addresses;
import io.passerelle.network.GatewaySettings;
import io.passerelle.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsAtStartTest {

    @Test
    void nothingSetGivesDefaultsThatHarmNobody() {
        List<Record> records = SettingsAtStart.read(with(Map.of()));

        assertThat(records)
                .contains(
                        new WebSettings(Addresses.of("127.0.0.1"), 8080, "http://127.0.0.1:8080"));
        assertThat(of(records, GatewaySettings.class).portShift()).isZero();
        assertThat(of(records, GatewaySettings.class).address())
                .isEqualTo(Addresses.of("127.0.0.1"));
        assertThat(of(records, StoreSettings.class).data()).isEqualTo(Path.of("data"));
    }

    @Test
    void environmentVariableIsReadInItsOwnSpelling() {
        var environment = with(Map.of());
        environment
                .getPropertySources()
                .addFirst(
                        new SystemEnvironmentPropertySource(
                                "variables",
                                Map.of(
                                        "PASSERELLE_GATEWAY_PORT_SHIFT", "20000",
                                        "PASSERELLE_DATA", "/var/lib/passerelle")));

        List<Record> records = SettingsAtStart.read(environment);

        assertThat(of(records, GatewaySettings.class).portShift()).isEqualTo(20_000);
        assertThat(of(records, StoreSettings.class).data())
                .isEqualTo(Path.of("/var/lib/passerelle"));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        var environment =
                with(
                        Map.of(
                                "passerelle.gateway.address", "192.168.1.256",
                                "passerelle.gateway.port-shift", "60000",
                                "passerelle.network.threads", "many",
                                "passerelle.store.url", "mysql://db",
                                "passerelle.gatway.node", "a slip of the pen",
                                "server.port", "eighty"));

        assertThatThrownBy(() -> SettingsAtStart.read(environment))
                .isInstanceOf(SettingsRefused.class)
                .message()
                .contains("passerelle.gateway.address = 192.168.1.256: must be an IP address")
                .contains("passerelle.gateway.port-shift = 60000")
                .contains("passerelle.network.threads = many")
                .contains("passerelle.store.url: must start with jdbc:postgresql:")
                .contains("passerelle.gatway.node: there is no such setting")
                .contains("server.port = eighty: must be a whole number from 0 to 65535");
    }

    @Test
    void unknownKeyIsNamedWithoutItsValueBecauseThatMayBeASecret() {
        assertThatThrownBy(() ->
                        SettingsAtStart.read(with(Map.of("passerelle.store.pasword", "hunter2"))))
                .hasMessageContaining("passerelle.store.pasword")
                .hasMessageNotContaining("hunter2");
    }

    private static StandardEnvironment with(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(s -> environment.getPropertySources().remove(s.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return environment;
    }

    private static <R extends Record> R of(List<Record> records, Class<R> type) {
        return records.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }
}
