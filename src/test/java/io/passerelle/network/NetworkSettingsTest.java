package io.passerelle.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.SettingsReader;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkSettingsTest {

    @Test
    void nothingSet_bestTransportAndALoopPerProcessor() {
        SettingsReader reader = reader(Map.of());
        assertThat(NetworkSettings.read(reader)).isEqualTo(NetworkSettings.automatic());
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void everythingSet_isTaken() {
        SettingsReader reader =
                reader(
                        Map.of(
                                "passerelle.network.transport", "io_uring",
                                "passerelle.network.threads", "3",
                                "passerelle.gateway.address", "192.168.1.10",
                                "passerelle.gateway.port-shift", "10000",
                                "passerelle.gateway.node", "gw1"));
        assertThat(NetworkSettings.read(reader))
                .isEqualTo(new NetworkSettings(Transport.IO_URING, 3));
        GatewaySettings gateway = GatewaySettings.read(reader);
        assertThat(gateway)
                .isEqualTo(new GatewaySettings(Addresses.of("192.168.1.10"), 10_000, "gw1"));
        assertThat(gateway.socket(80))
                .isEqualTo(new InetSocketAddress(Addresses.of("192.168.1.10"), 10_080));
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void wrongValues_areAllListed() {
        SettingsReader reader =
                reader(
                        Map.of(
                                "passerelle.network.transport", "carrier-pigeon",
                                "passerelle.network.threads", "0",
                                "passerelle.gateway.address", "gateway.local",
                                "passerelle.gateway.port-shift", "60000"));
        NetworkSettings.read(reader);
        GatewaySettings.read(reader);
        assertThat(reader.problems()).hasSize(4);
    }

    private static SettingsReader reader(Map<String, String> values) {
        return new SettingsReader(values::get);
    }
}
