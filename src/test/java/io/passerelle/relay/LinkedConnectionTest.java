package io.passerelle.relay;

import static io.passerelle.connections.AttemptOutcome.CONNECTED;
import static io.passerelle.connections.AttemptOutcome.FAILED;
import static io.passerelle.connections.AttemptOutcome.LINK_DOWN;
import static io.passerelle.connections.AttemptOutcome.REFUSED;
import static io.passerelle.egress.EgressFixture.inForce;
import static io.passerelle.egress.EgressFixture.link;
import static io.passerelle.egress.EgressFixture.replace;
import static io.passerelle.relay.RelayHarness.outcomes;
import static io.passerelle.routing.RoutingFixture.to;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.Attempt;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnection;
import io.passerelle.egress.EgressFixture;
import io.passerelle.egress.EgressLink;
import io.passerelle.egress.LinkFallback;
import io.passerelle.egress.LinkState;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.HostPort;
import io.passerelle.routing.Destination;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that leaves by egress links: the server sees from where. */
class LinkedConnectionTest extends ConnectionCase {

    private static final String A = "127.3.0.1";
    private static final String B = "127.4.0.1";
    private static final String NOT_HERE = "203.0.113.77";

    private static EgressLink a(LinkFallback fallback) {
        return link("A", 1, fallback, A, "127.0.0.0/8");
    }

    private static EgressLink b(LinkFallback fallback) {
        return link("B", 2, fallback, B, "127.0.0.0/8");
    }

    private static List<String> links(ConnectionRecord record) {
        return record.path().stream().map(Attempt::link).toList();
    }

    /** Connects, has the server look who comes, and ends in order. */
    private ConnectionRecord served(Server server, String expectedPeer) throws Exception {
        try (Socket terminal = relay.connect(TERMINAL, PORT)) {
            try (Socket answered = server.accept()) {
                assertThat(answered.getInetAddress()).isEqualTo(Addresses.of(expectedPeer));
                send(terminal, "ping");
                assertReceives(answered, "ping");
                send(answered, "pong!");
                assertReceives(terminal, "pong!");
            }
            assertClosed(terminal);
        }
        return relay.ended();
    }

    @Test
    void linkLeadsThere_theServerSeesItsSourceAndTheRecordItsName() throws Exception {
        EgressLink a = a(LinkFallback.NONE);
        replace(relay.ways, a, b(LinkFallback.NONE));
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            try (Socket terminal = relay.connect(TERMINAL, PORT);
                    Socket answered = server.accept()) {
                assertThat(answered.getInetAddress()).isEqualTo(Addresses.of(A));
                eventually(() ->
                        assertThat(
                                        relay.live.ofSim(
                                                relay.terminals
                                                        .get(Addresses.of(TERMINAL))
                                                        .simId()))
                                .extracting(LiveConnection::link)
                                .containsExactly("A"));
                eventually(() -> assertThat(inForce(relay.ways, a).meter().open()).isEqualTo(1));
                answered.close();
                assertClosed(terminal);
            }
            assertThat(relay.ended().link()).isEqualTo("A");
            ConnectionRecord record = served(server, A);
            assertThat(record.link()).isEqualTo("A");
            assertThat(links(record)).containsExactly("A");
        }
        var meter = inForce(relay.ways, a).meter();
        assertThat(meter.connections()).isEqualTo(2);
        assertThat(meter.open()).isZero();
        assertThat(meter.up().sum()).isEqualTo(4);
        assertThat(meter.down().sum()).isEqualTo(5);
    }

    @Test
    void addressBehindNoLink_leavesByTheDefaultWay() throws Exception {
        replace(relay.ways, link("A", 1, LinkFallback.NONE, A, "127.99.0.0/16"));
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            ConnectionRecord record = served(server, "127.0.0.1");
            assertThat(record.link()).isNull();
            assertThat(links(record)).containsOnlyNulls();
        }
    }

    @Test
    void dialOverTheFirstLinkFails_theNextLinkTakesTheSameConnection() throws Exception {
        EgressLink broken = link("broken", 1, LinkFallback.LINKS, NOT_HERE, "127.0.0.0/8");
        replace(relay.ways, broken, b(LinkFallback.LINKS));
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()), to("127.0.0.1", Server.nobody(), 2, 1));
            ConnectionRecord record = served(server, B);
            assertThat(outcomes(record)).containsExactly(FAILED, CONNECTED);
            assertThat(links(record)).containsExactly("broken", "B");
            assertThat(record.link()).isEqualTo("B");
            assertThat(record.bytesUp()).isEqualTo(4);
        }
        assertThat(inForce(relay.ways, broken).meter().failures()).isEqualTo(1);
        assertThat(inForce(relay.ways, broken).meter().connections()).isZero();
    }

    @Test
    void linkIsDown_theNextOneThenTheDefaultWayAndBack() throws Exception {
        EgressLink a = a(LinkFallback.DEFAULT);
        EgressLink b = b(LinkFallback.DEFAULT);
        replace(relay.ways, a, b);
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            EgressFixture.is(relay.ways, a, LinkState.DEVICE_DOWN);
            assertThat(links(served(server, B))).containsExactly("B");
            EgressFixture.is(relay.ways, b, LinkState.CHECK_TIMED_OUT);
            assertThat(served(server, "127.0.0.1").link()).isNull();
            EgressFixture.is(relay.ways, a, LinkState.UP);
            assertThat(served(server, A).link()).isEqualTo("A");
        }
    }

    @Test
    void everyLinkIsDownAndNothingMayFollow_theNextDestinationAtOnce() throws Exception {
        EgressLink strict = link("strict", 1, LinkFallback.NONE, A, "127.77.0.0/16");
        replace(relay.ways, strict);
        EgressFixture.is(relay.ways, strict, LinkState.NO_DEVICE);
        try (Server server = Server.listening()) {
            routeTo(to("127.77.0.1", server.port(), 1, 1), to("127.0.0.1", server.port(), 2, 1));
            for (int i = 0; i < 3; i++) { // more often than a server would be given
                ConnectionRecord record = served(server, "127.0.0.1");
                assertThat(outcomes(record)).containsExactly(LINK_DOWN, CONNECTED);
                assertThat(links(record)).containsExactly("strict", null);
                assertThat(record.link()).isNull();
            }
            routeTo(to("127.77.0.1", server.port(), 1, 1));
            ConnectionRecord alone = refused(TERMINAL);
            assertThat(alone.endReason()).isEqualTo(EndReason.ALL_DESTINATIONS_FAILED);
            assertThat(outcomes(alone)).containsExactly(LINK_DOWN);
        }
    }

    @Test
    void pinnedDestination_leavesByItsLinkOnly() throws Exception {
        EgressLink a = a(LinkFallback.DEFAULT);
        EgressLink pin = link("pin", 9, LinkFallback.NONE, B, "192.0.2.0/24");
        replace(relay.ways, a, pin);
        try (Server server = Server.listening()) {
            var target = new HostPort("127.0.0.1", server.port());
            routeTo(new Destination(target, 1, 1, pin.id()));
            assertThat(served(server, B).link()).isEqualTo("pin");
            EgressFixture.is(relay.ways, pin, LinkState.NO_ADDRESS);
            assertThat(outcomes(refused(TERMINAL))).containsExactly(LINK_DOWN);
            replace(relay.ways); // before its link was read: never by the default way
            assertThat(outcomes(refused(TERMINAL))).containsExactly(LINK_DOWN);
        }
    }

    @Test
    void openConnection_outlivesItsLinksChangeAndRemoval() throws Exception {
        EgressLink a = a(LinkFallback.NONE);
        replace(relay.ways, a);
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            try (Socket terminal = relay.connect(TERMINAL, PORT);
                    Socket answered = server.accept()) {
                EgressFixture.is(relay.ways, a, LinkState.CHECK_FAILED);
                replace(relay.ways, b(LinkFallback.NONE));
                replace(relay.ways);
                send(terminal, "still here");
                assertReceives(answered, "still here");
            }
            assertThat(relay.ended().link()).isEqualTo("A");
        }
    }

    @Test
    void serverRefusesOverEveryLink_theAddressIsTriedByEachAndItsHealthHearsOnce()
            throws Exception {
        replace(relay.ways, a(LinkFallback.LINKS), b(LinkFallback.LINKS));
        routeTo(to("127.0.0.1", Server.nobody()));
        ConnectionRecord record = refused(TERMINAL);
        assertThat(outcomes(record)).containsExactly(REFUSED, REFUSED);
        assertThat(links(record)).containsExactly("A", "B");
        assertThat(record.endReason()).isEqualTo(EndReason.ALL_DESTINATIONS_FAILED);
    }
}
