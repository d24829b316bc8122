package io.passerelle.relay;

import static io.passerelle.routing.RoutingFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.Addresses;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection whose card is known. */
class IdentifiedConnectionTest extends ConnectionCase {

    @Test
    void theCardIsSuspended_closedWithARecordOfTheCard() throws Exception {
        Terminal known = relay.online(TERMINAL, 10);
        relay.terminals.put(
                Addresses.of(TERMINAL),
                new Terminal(
                        known.sessionId(),
                        known.simId(),
                        known.iccid(),
                        known.organisationId(),
                        known.groupId(),
                        false,
                        10,
                        null));
        ConnectionRecord record = refused(TERMINAL);
        assertThat(record.endReason()).isEqualTo(EndReason.SIM_NOT_ADMITTED);
        assertThat(record.simId()).isEqualTo(known.simId());
    }

    @Test
    void theGroupHasNoRouteOnThePort_closedWithARecord() throws Exception {
        routeTo(to("127.0.0.1", 1));
        try (Socket terminal = relay.connect(TERMINAL, 4002)) {
            assertClosed(terminal);
        }
        ConnectionRecord record = relay.ended();
        assertThat(record.endReason()).isEqualTo(EndReason.NO_ROUTE);
        assertThat(record.inputPort()).isEqualTo(4002);
        assertThat(record.routeId()).isNull();
    }

    @Test
    void theCardHasAllItsConnections_oneMoreIsClosedUntilOneEnds() throws Exception {
        relay.online(TERMINAL, 1);
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            try (Socket first = relay.connect(TERMINAL, PORT);
                    Socket ignored = server.accept()) {
                assertThat(refused(TERMINAL).endReason()).isEqualTo(EndReason.LIMIT_SIM);
            }
            relay.ended();
            try (Socket again = relay.connect(TERMINAL, PORT);
                    Socket answered = server.accept()) {
                send(again, "hello");
                assertReceives(answered, "hello");
            }
            relay.ended();
        }
    }

    @Test
    void theGroupHasAllItsConnections_oneMoreOfAnotherCardIsClosed() throws Exception {
        for (String address : List.of(TERMINAL, "127.64.0.2")) {
            Terminal known = relay.online(address, 10);
            relay.terminals.put(
                    Addresses.of(address),
                    new Terminal(
                            known.sessionId(),
                            known.simId(),
                            known.iccid(),
                            known.organisationId(),
                            known.groupId(),
                            true,
                            10,
                            1));
        }
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            try (Socket first = relay.connect(TERMINAL, PORT);
                    Socket ignored = server.accept()) {
                assertThat(refused("127.64.0.2").endReason()).isEqualTo(EndReason.LIMIT_GROUP);
            }
            relay.ended();
        }
    }
}
