package io.passerelle.relay;

import static io.passerelle.routing.RoutingFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.network.NetworkSettings;
import io.passerelle.network.ProxyProtocolSettings;
import io.passerelle.routing.RoutingSettings;
import io.passerelle.testing.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** More connections than the gateway may take. */
class EntranceTest extends ConnectionCase {

    private static final String OTHER = "127.64.0.2";

    @Test
    void theLastPlacesAreLeft_onlyATerminalWithoutConnectionsGetsOne() throws Exception {
        restart(settings(10), new EntranceSettings(1_000_000, 50, 1000));
        relay.online(OTHER, 10);
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                open.add(relay.connect(TERMINAL, PORT));
                open.add(server.accept());
            }
            assertThat(refused(TERMINAL).endReason()).isEqualTo(EndReason.LIMIT_TOTAL);
            open.add(relay.connect(OTHER, PORT));
            open.add(server.accept());
            assertThat(refused(OTHER).endReason()).isEqualTo(EndReason.LIMIT_TOTAL);
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void connectionsComeTooFastFromEverywhere_resetAndCountedInOneRecord() throws Exception {
        restart(settings(1000), new EntranceSettings(10, 10, 1000));
        for (int i = 0; i < 20; i++) {
            attempt(TERMINAL);
        }
        Eventually.until("all have come", () -> counted("passerelle.connections.opened") == 20);
        relay.listeners.writeRefusals();
        Map<EndReason, Integer> ended = new TreeMap<>();
        Eventually.until(
                "all are written down",
                () -> {
                    ConnectionRecord record = relay.records.poll();
                    if (record != null) {
                        ended.merge(record.endReason(), record.times(), Integer::sum);
                    }
                    return ended.values().stream().mapToInt(Integer::intValue).sum() == 20;
                });
        assertThat(ended).containsOnlyKeys(EndReason.NO_ROUTE, EndReason.OVERLOADED);
        assertThat(counted("passerelle.connections.ended")).isEqualTo(20);
    }

    @Test
    void aGroupsDestinationsDoNotAnswer_itLeavesPlacesToOthers() {
        var limits = new ConnectionLimits(1000, new EntranceSettings(1000, 0, 10));
        Terminal first = relay.online("127.64.1.1", 100);
        List<ConnectionLimits.Place> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            taken.add(limits.place());
            assertThat(taken.getLast().dialling(first)).isNull();
        }
        assertThat(limits.place().dialling(first)).isEqualTo(EndReason.LIMIT_DIALLING);
        Terminal other = ofAnotherGroup(first);
        taken.add(limits.place());
        assertThat(taken.getLast().dialling(other)).isNull();
        assertThat(limits.dialling()).isEqualTo(6);
        taken.forEach(ConnectionLimits.Place::giveBack);
        assertThat(limits.dialling()).isZero();
        assertThat(limits.counted()).isZero();
    }

    @Test
    void theDoorsSettingsAreReloaded_theNextConnectionsMeetThem() {
        var limits = new ConnectionLimits(10, new EntranceSettings(1000, 90, 10));
        limits.entrance(new EntranceSettings(1000, 0, 2));
        Terminal terminal = relay.online("127.64.1.2", 100);
        for (int i = 0; i < 10; i++) {
            ConnectionLimits.Place place = limits.place();
            assertThat(place.take()).isNull();
            assertThat(place.take(terminal)).as("nothing is reserved any more").isNull();
            assertThat(place.dialling(terminal) == null).as("dialling %s", i).isEqualTo(i == 0);
        }
    }

    private static Terminal ofAnotherGroup(Terminal terminal) {
        return new Terminal(
                terminal.sessionId(),
                terminal.simId(),
                terminal.iccid(),
                terminal.organisationId(),
                java.util.UUID.randomUUID(),
                true,
                10,
                null);
    }

    private void attempt(String address) {
        try (Socket socket = relay.connect(address, PORT)) {
            assertClosed(socket);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private double counted(String name) {
        return relay.meters.find(name).counters().stream().mapToDouble(c -> c.count()).sum();
    }

    private static RelaySettings settings(int most) {
        return new RelaySettings(
                true,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                most,
                1000,
                1000,
                Duration.ZERO);
    }

    private void restart(RelaySettings settings, EntranceSettings entrance) {
        relay.close();
        relay =
                new RelayHarness(
                        settings,
                        RoutingSettings.usual(),
                        new NetworkSettings(null, 2),
                        entrance,
                        ProxyProtocolSettings.none());
        relay.online(TERMINAL, 10);
    }
}
