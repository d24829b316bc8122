package io.passerelle.relay;

import static io.passerelle.routing.RoutingFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.Addresses;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A connection that was just taken from the network. */
class AcceptedConnectionTest extends ConnectionCase {

    @Test
    void noSessionHasTheAddress_closedWithARecord() throws Exception {
        ConnectionRecord record = refused("127.64.9.9");
        assertThat(record.endReason()).isEqualTo(EndReason.NO_SESSION);
        assertThat(record.sourceAddress()).isEqualTo(Addresses.of("127.64.9.9"));
        assertThat(record.inputPort()).isEqualTo(PORT);
        assertThat(record.simId()).isNull();
    }

    @Test
    void theNodeIsFull_closedWithARecord() throws Exception {
        restart(
                new RelaySettings(
                        true,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1),
                        1,
                        1000,
                        1000,
                        Duration.ZERO));
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            try (Socket first = relay.connect(TERMINAL, PORT);
                    Socket ignored = server.accept()) {
                assertThat(refused(TERMINAL).endReason()).isEqualTo(EndReason.LIMIT_TOTAL);
            }
            relay.ended();
        }
    }

    @Test
    void connectionsComeTooFast_closedWithOneRecordAndOthersGoOn() throws Exception {
        restart(
                new RelaySettings(
                        true,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1),
                        1000,
                        1,
                        3,
                        Duration.ZERO));
        for (int i = 0; i < 3; i++) {
            assertThat(refused(TERMINAL).endReason()).isEqualTo(EndReason.NO_ROUTE);
        }
        assertTurnedAway();
        ConnectionRecord both = refused(TERMINAL);
        assertThat(both.endReason()).isEqualTo(EndReason.ACCEPT_RATE);
        assertThat(both.times()).isEqualTo(2);
        assertThat(both.iccid()).isEqualTo("8933");
        assertThat(refused("127.64.9.9").endReason()).isEqualTo(EndReason.NO_SESSION);
        assertThat(relay.records).isEmpty();
    }

    private void assertTurnedAway() {
        try (Socket socket = relay.connect(TERMINAL, PORT)) {
            assertClosed(socket);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }
}
