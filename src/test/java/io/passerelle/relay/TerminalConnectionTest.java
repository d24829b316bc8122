package io.passerelle.relay;

import static io.passerelle.connections.AttemptOutcome.CONNECTED;
import static io.passerelle.connections.AttemptOutcome.NOT_ALLOWED;
import static io.passerelle.connections.AttemptOutcome.REFUSED;
import static io.passerelle.connections.AttemptOutcome.TIMED_OUT;
import static io.passerelle.connections.AttemptOutcome.UNRESOLVED;
import static io.passerelle.relay.RelayHarness.outcomes;
import static io.passerelle.routing.RoutingFixture.to;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnection;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Visible;
import io.passerelle.routing.Destination;
import io.passerelle.routing.RoutingFixture;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each state of a connection, each thing that can happen to it there. */
class TerminalConnectionTest {

    private static final String TERMINAL = "127.64.0.1";
    private static final int PORT = 4001;

    private RelayHarness relay = new RelayHarness(RelayHarness.brisk());

    @BeforeEach
    void online() {
        relay.online(TERMINAL, 10);
    }

    @AfterEach
    void everythingIsGivenBack() {
        relay.close();
        assertThat(relay.limits.open()).as("places taken").isZero();
        assertThat(relay.limits.counted()).as("cards and groups counted").isZero();
        assertThat(relay.live.count()).as("live").isZero();
    }

    private void restart(RelaySettings settings) {
        relay.close();
        relay = new RelayHarness(settings);
        relay.online(TERMINAL, 10);
    }

    private void routeTo(Destination... destinations) {
        routeTo(3600, destinations);
    }

    private void routeTo(int idleSeconds, Destination... destinations) {
        relay.route(
                RoutingFixture.route(
                        relay.organisation, relay.group, PORT, idleSeconds, destinations));
    }

    private ConnectionRecord refused(String address) throws Exception {
        try (Socket terminal = relay.connect(address, PORT)) {
            assertClosed(terminal);
        }
        return relay.ended();
    }

    private static void assertClosed(Socket socket) {
        int read;
        try {
            read = socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException stillOpen) {
            throw new AssertionError("still open", stillOpen);
        } catch (IOException reset) {
            return;
        }
        assertThat(read).isEqualTo(-1);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertReceives(Socket socket, String text) throws IOException {
        assertThat(socket.getInputStream().readNBytes(text.length())).asString().isEqualTo(text);
    }

    @Nested
    class Accepted {

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
        void connectionsComeTooFast_closedWithoutARecordAndOthersGoOn() throws Exception {
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

    @Nested
    class Identified {

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

    @Nested
    class Dialling {

        @Test
        void theFirstRefusesAndTheSecondHangs_theThirdGetsEveryByteOfTheSameConnection()
                throws Exception {
            byte[] sent = new byte[300_000];
            new Random(1).nextBytes(sent);
            try (Server hanging = Server.thatNeverAnswers();
                    Server good = Server.listening()) {
                routeTo(
                        to("127.0.0.1", Server.nobody(), 1, 1),
                        to("127.0.0.1", hanging.port(), 2, 1),
                        to("127.0.0.1", good.port(), 3, 1));
                try (Socket terminal = relay.connect(TERMINAL, PORT)) {
                    var sending =
                            CompletableFuture.runAsync(
                                    () -> {
                                        try {
                                            terminal.getOutputStream().write(sent);
                                            terminal.shutdownOutput();
                                        } catch (IOException e) {
                                            throw new java.io.UncheckedIOException(e);
                                        }
                                    },
                                    Thread::startVirtualThread);
                    try (Socket answered = good.accept()) {
                        assertThat(answered.getInputStream().readAllBytes()).isEqualTo(sent);
                        send(answered, "thanks");
                    }
                    assertReceives(terminal, "thanks");
                    assertClosed(terminal);
                    sending.get(10, TimeUnit.SECONDS);
                }
            }
            ConnectionRecord record = relay.ended();
            assertThat(outcomes(record)).containsExactly(REFUSED, TIMED_OUT, CONNECTED);
            assertThat(record.endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
            assertThat(record.bytesUp()).isEqualTo(sent.length);
            assertThat(record.bytesDown()).isEqualTo(6);
            assertThat(record.connectMillis()).isBetween(400, 5_000);
            assertThat(record.destination()).isEqualTo("127.0.0.1");
        }

        @Test
        void theTerminalSpeaksAndHalfClosesBeforeAnyoneAnswers_nothingIsLost() throws Exception {
            try (Server hanging = Server.thatNeverAnswers();
                    Server good = Server.listening()) {
                routeTo(to("127.0.0.1", hanging.port(), 1, 1), to("127.0.0.1", good.port(), 2, 1));
                try (Socket terminal = relay.connect(TERMINAL, PORT)) {
                    send(terminal, "question");
                    terminal.shutdownOutput();
                    try (Socket answered = good.accept()) {
                        assertThat(answered.getInputStream().readAllBytes())
                                .asString()
                                .isEqualTo("question");
                        send(answered, "answer");
                    }
                    assertReceives(terminal, "answer");
                }
            }
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
        }

        @Test
        void everyOneRefuses_closedWithThePathOfAttempts() throws Exception {
            routeTo(to("127.0.0.1", Server.nobody(), 2, 1), to("127.0.0.2", Server.nobody(), 1, 1));
            ConnectionRecord record = refused(TERMINAL);
            assertThat(record.endReason()).isEqualTo(EndReason.ALL_DESTINATIONS_FAILED);
            assertThat(outcomes(record)).containsExactly(REFUSED, REFUSED);
            assertThat(record.path()).extracting(a -> a.priority()).containsExactly(1, 2);
            assertThat(record.destination()).isEmpty();
            assertThat(record.connectMillis()).isNull();
        }

        @Test
        void itTakesTooLong_closed() throws Exception {
            restart(
                    new RelaySettings(
                            true,
                            Duration.ofSeconds(10),
                            Duration.ofMillis(300),
                            Duration.ofSeconds(1),
                            Duration.ofDays(1),
                            1000,
                            1000,
                            1000,
                            Duration.ZERO));
            try (Server hanging = Server.thatNeverAnswers()) {
                routeTo(to("127.0.0.1", hanging.port()));
                assertThat(refused(TERMINAL).endReason()).isEqualTo(EndReason.DIAL_TIMEOUT);
            }
        }

        @Test
        void theTerminalResetsMeanwhile_theDialIsGivenUp() throws Exception {
            try (Server hanging = Server.thatNeverAnswers()) {
                routeTo(
                        to("127.0.0.1", hanging.port(), 1, 1),
                        to("127.0.0.1", hanging.port(), 2, 1));
                Socket terminal = relay.connect(TERMINAL, PORT);
                eventually(() -> assertThat(relay.live.count()).isEqualTo(1));
                terminal.setSoLinger(true, 0);
                terminal.close();
                ConnectionRecord record = relay.ended();
                assertThat(record.endReason()).isEqualTo(EndReason.CLIENT_GONE_WHILE_CONNECTING);
                assertThat(record.path()).isEmpty();
            }
        }

        @Test
        void theNameNeverResolved_theNextDestinationIsTried() throws Exception {
            try (Server good = Server.listening()) {
                routeTo(to("nowhere.example", 80, 1, 1), to("127.0.0.1", good.port(), 2, 1));
                try (Socket terminal = relay.connect(TERMINAL, PORT);
                        Socket answered = good.accept()) {
                    send(terminal, "x");
                    assertReceives(answered, "x");
                }
                assertThat(outcomes(relay.ended())).containsExactly(UNRESOLVED, CONNECTED);
            }
        }

        @Test
        void theFirstAddressOfANameIsDead_theSecondIsDialled() throws Exception {
            try (Server good = Server.listening()) {
                relay.names.put(
                        "two.example",
                        List.of(Addresses.of("127.0.0.9"), Addresses.of("127.0.0.1")));
                routeTo(to("two.example", good.port()));
                try (Socket terminal = relay.connect(TERMINAL, PORT);
                        Socket answered = good.accept()) {
                    send(terminal, "x");
                    assertReceives(answered, "x");
                }
                ConnectionRecord record = relay.ended();
                assertThat(outcomes(record)).containsExactly(REFUSED, CONNECTED);
                assertThat(record.destination()).isEqualTo("two.example");
                assertThat(record.destinationAddress()).isEqualTo(Addresses.of("127.0.0.1"));
            }
        }

        @Test
        void theNameStopsResolving_theLastGoodAddressIsDialled() throws Exception {
            try (Server good = Server.listening()) {
                relay.names.put("kept.example", List.of(Addresses.of("127.0.0.1")));
                routeTo(to("kept.example", good.port()));
                for (int i = 0; i < 2; i++) {
                    try (Socket terminal = relay.connect(TERMINAL, PORT);
                            Socket answered = good.accept()) {
                        send(terminal, "x");
                        assertReceives(answered, "x");
                    }
                    assertThat(outcomes(relay.ended())).containsExactly(CONNECTED);
                    relay.names.clear();
                }
            }
        }

        @Test
        void theAddressIsInternalAndNotApproved_neverDialled() throws Exception {
            relay.approve("127.0.0.1/32");
            try (Server good = Server.listening()) {
                relay.names.put("rebound.example", List.of(Addresses.of("127.0.0.2")));
                routeTo(to("rebound.example", good.port()));
                ConnectionRecord record = refused(TERMINAL);
                assertThat(record.endReason()).isEqualTo(EndReason.NO_DESTINATION_ALLOWED);
                assertThat(outcomes(record)).containsExactly(NOT_ALLOWED);
                routeTo(
                        to("rebound.example", good.port(), 1, 1),
                        to("127.0.0.1", good.port(), 2, 1));
                try (Socket terminal = relay.connect(TERMINAL, PORT);
                        Socket answered = good.accept()) {
                    send(terminal, "x");
                    assertReceives(answered, "x");
                }
                assertThat(outcomes(relay.ended())).containsExactly(NOT_ALLOWED, CONNECTED);
            }
        }

        @Test
        void approvalIsWithdrawn_theNextDialIsRefusedAndTheOpenConnectionGoesOn() throws Exception {
            try (Server good = Server.listening()) {
                routeTo(to("127.0.0.1", good.port()));
                try (Socket terminal = relay.connect(TERMINAL, PORT);
                        Socket answered = good.accept()) {
                    relay.approve("10.0.0.0/8");
                    assertThat(refused(TERMINAL).endReason())
                            .isEqualTo(EndReason.NO_DESTINATION_ALLOWED);
                    send(terminal, "still here");
                    assertReceives(answered, "still here");
                }
                relay.ended();
            }
        }
    }

    @Nested
    class Relaying {

        private Server server;
        private Socket terminal;
        private Socket answered;

        @BeforeEach
        void connect() throws IOException {
            server = Server.listening();
            routeTo(to("127.0.0.1", server.port()));
            connectAgain();
        }

        private void connectAgain() throws IOException {
            terminal = relay.connect(TERMINAL, PORT);
            answered = server.accept();
            send(terminal, "ping");
            assertReceives(answered, "ping");
            send(answered, "pong");
            assertReceives(terminal, "pong");
        }

        @AfterEach
        void close() throws IOException {
            terminal.close();
            answered.close();
            server.close();
        }

        @Test
        void theTerminalCloses_theServerSeesIt() throws Exception {
            terminal.close();
            assertClosed(answered);
            answered.close();
            ConnectionRecord record = relay.ended();
            assertThat(record.endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
            assertThat(record.bytesUp()).isEqualTo(4);
            assertThat(record.bytesDown()).isEqualTo(4);
            assertThat(record.iccid()).isEqualTo("8933");
            assertThat(record.duration()).isPositive();
        }

        @Test
        void theServerCloses_theTerminalSeesIt() throws Exception {
            answered.close();
            assertClosed(terminal);
            terminal.close();
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.DESTINATION_CLOSED);
        }

        @Test
        void theTerminalEndsItsOutput_theAnswerStillComes() throws Exception {
            terminal.shutdownOutput();
            assertClosed(answered);
            send(answered, "late");
            assertReceives(terminal, "late");
            answered.close();
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
        }

        @Test
        void theServerEndsItsOutput_theTerminalStillSpeaks() throws Exception {
            answered.shutdownOutput();
            assertClosed(terminal);
            send(terminal, "late");
            assertReceives(answered, "late");
            terminal.close();
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.DESTINATION_CLOSED);
        }

        @Test
        void theTerminalClosesAndTheServerNeverDoes_closedAfterTheHalfClosedTime()
                throws Exception {
            terminal.close();
            assertClosed(answered);
            assertClosed(answered);
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
        }

        @Test
        void theTerminalResets_theServerSeesTheEnd() throws Exception {
            terminal.setSoLinger(true, 0);
            terminal.close();
            assertClosed(answered);
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_RESET);
        }

        @Test
        void theServerResets_theTerminalSeesTheEnd() throws Exception {
            answered.setSoLinger(true, 0);
            answered.close();
            assertClosed(terminal);
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.DESTINATION_RESET);
        }

        @Test
        void theRouteIsChangedAndRemoved_theConnectionGoesOn() throws Exception {
            routeTo(to("127.0.0.1", Server.nobody()));
            send(terminal, "a");
            assertReceives(answered, "a");
            relay.route();
            send(answered, "b");
            assertReceives(terminal, "b");
            assertThat(refused(TERMINAL).endReason()).isEqualTo(EndReason.NO_ROUTE);
            terminal.close();
            answered.close();
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
        }

        @Test
        void somebodyLooks_itIsLiveWithItsBytes() throws Exception {
            LiveConnection live =
                    relay.live.list(new Visible.Everything(), any -> true, 10).getFirst();
            assertThat(live.phase()).isEqualTo(EndReason.Phase.RELAYING);
            assertThat(live.bytesUp()).isEqualTo(4);
            assertThat(live.bytesDown()).isEqualTo(4);
            assertThat(live.destination()).isEqualTo("127.0.0.1:" + server.port());
            assertThat(relay.live.list(new Visible.Organisations(java.util.Set.of()), a -> true, 9))
                    .isEmpty();
            terminal.close();
            answered.close();
            relay.ended();
        }

        @Test
        void somebodyCutsIt_bothSidesSeeTheEnd() throws Exception {
            relay.live.cut(connection -> true, EndReason.SESSION_ENDED);
            assertClosed(terminal);
            assertClosed(answered);
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.SESSION_ENDED);
        }

        @Test
        void theGatewayStops_bothSidesSeeTheEndAndTheRecordSaysSo() throws Exception {
            relay.listeners.close();
            assertClosed(terminal);
            assertClosed(answered);
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.GATEWAY_STOPPED);
        }

        @Test
        void nobodySpeaks_closedAfterTheRoutesIdleTime() throws Exception {
            terminal.close();
            answered.close();
            relay.ended();
            routeTo(1, to("127.0.0.1", server.port()));
            connectAgain();
            assertClosed(terminal);
            assertClosed(answered);
            ConnectionRecord record = relay.ended();
            assertThat(record.endReason()).isEqualTo(EndReason.IDLE_TIMEOUT);
            assertThat(record.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void itLastsLongerThanAnyMay_closedAlthoughBusy() throws Exception {
            terminal.close();
            answered.close();
            relay.ended();
            restart(
                    new RelaySettings(
                            true,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            Duration.ofMillis(1200),
                            1000,
                            1000,
                            1000,
                            Duration.ZERO));
            routeTo(1, to("127.0.0.1", server.port()));
            connectAgain();
            try {
                while (true) {
                    send(terminal, "x");
                    assertReceives(answered, "x");
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            } catch (IOException | AssertionError closed) {
                assertThat(relay.ended().endReason()).isEqualTo(EndReason.TOTAL_TIMEOUT);
            }
        }
    }
}
