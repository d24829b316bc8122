package io.passerelle.relay;

import static io.passerelle.connections.AttemptOutcome.CONNECTED;
import static io.passerelle.connections.AttemptOutcome.NOT_ALLOWED;
import static io.passerelle.connections.AttemptOutcome.REFUSED;
import static io.passerelle.connections.AttemptOutcome.TIMED_OUT;
import static io.passerelle.connections.AttemptOutcome.UNRESOLVED;
import static io.passerelle.relay.RelayHarness.outcomes;
import static io.passerelle.routing.RoutingFixture.to;
import static io.passerelle.testing.Eventually.eventually;
import static io.passerelle.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.Addresses;
import io.passerelle.network.Descriptors;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A connection whose destinations are being tried. */
class DiallingConnectionTest extends ConnectionCase {

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
    void whoRefuses_costsNoDescriptor() throws Exception {
        routeTo(to("127.0.0.1", Server.nobody()));
        refused(TERMINAL);
        long before = Descriptors.open();
        for (int i = 0; i < 200; i++) {
            refused(TERMINAL);
        }
        eventually(() -> assertThat(Descriptors.open()).isLessThan(before + 100));
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
            routeTo(to("127.0.0.1", hanging.port(), 1, 1), to("127.0.0.1", hanging.port(), 2, 1));
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
                    "two.example", List.of(Addresses.of("127.0.0.9"), Addresses.of("127.0.0.1")));
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
            routeTo(to("rebound.example", good.port(), 1, 1), to("127.0.0.1", good.port(), 2, 1));
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

    @Test
    void theTerminalsSessionEnds_theDialIsGivenUpAndTheRecordSaysWhy() throws Exception {
        try (Server hanging = Server.thatNeverAnswers()) {
            restart(patient());
            routeTo(to("127.0.0.1", hanging.port()));
            try (Socket terminal = relay.connect(TERMINAL, PORT)) {
                eventually(() -> assertThat(relay.live.count()).isEqualTo(1));
                relay.sessionEnds(TERMINAL);
                assertClosed(terminal);
            }
            ConnectionRecord record = relay.ended();
            assertThat(record.endReason()).isEqualTo(EndReason.SESSION_ENDED);
            assertThat(record.connectMillis()).isNull();
        }
    }

    @Test
    void theSessionEndsWhileTheTerminalIsBeingIdentified_nothingIsDialled() throws Exception {
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            relay.sessionEndsAfterTheNextLook();
            ConnectionRecord record = refused(TERMINAL);
            assertThat(record.endReason()).isEqualTo(EndReason.SESSION_ENDED);
            assertThat(record.path()).isEmpty();
        }
    }

    @Test
    void somebodyCutsIt_theDialIsGivenUp() throws Exception {
        try (Server hanging = Server.thatNeverAnswers()) {
            restart(patient());
            routeTo(to("127.0.0.1", hanging.port()));
            try (Socket terminal = relay.connect(TERMINAL, PORT)) {
                eventually(() -> assertThat(relay.live.count()).isEqualTo(1));
                relay.live.cut(connection -> true, EndReason.CUT);
                assertClosed(terminal);
            }
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.CUT);
        }
    }

    @Test
    void theGatewayStops_theTerminalSeesTheEnd() throws Exception {
        try (Server hanging = Server.thatNeverAnswers()) {
            restart(patient());
            routeTo(to("127.0.0.1", hanging.port()));
            try (Socket terminal = relay.connect(TERMINAL, PORT)) {
                eventually(() -> assertThat(relay.live.count()).isEqualTo(1));
                relay.stop();
                assertClosed(terminal);
            }
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.GATEWAY_STOPPED);
        }
    }

    @Test
    void aNameIsPointedElsewhere_theNewAddressIsJudgedAtTheDial() throws Exception {
        try (Server good = Server.listening()) {
            relay.approve("127.0.0.1/32");
            relay.names.put("moved.example", List.of(Addresses.of("127.0.0.1")));
            routeTo(to("moved.example", good.port()));
            try (Socket terminal = relay.connect(TERMINAL, PORT);
                    Socket answered = good.accept()) {
                send(terminal, "x");
                assertReceives(answered, "x");
            }
            relay.ended();
            relay.names.put("moved.example", List.of(Addresses.of("127.0.0.2")));
            Instant asked = Instant.now();
            until(
                    "the name is asked again",
                    () -> {
                        relay.resolver.renew("moved.example"); // as after a connect that failed
                        return relay.resolver
                                .known("moved.example")
                                .filter(answer -> answer.at().isAfter(asked))
                                .isPresent();
                    });
            ConnectionRecord record = refused(TERMINAL);
            assertThat(record.endReason()).isEqualTo(EndReason.NO_DESTINATION_ALLOWED);
            assertThat(outcomes(record)).containsExactly(NOT_ALLOWED);
        }
    }

    @Test
    void allAreKnownToBeDown_theyAreTriedAllTheSame() throws Exception {
        int port = Server.nobody();
        routeTo(to("127.0.0.1", port));
        for (int i = 0; i < 3; i++) {
            assertThat(refused(TERMINAL).endReason()).isEqualTo(EndReason.ALL_DESTINATIONS_FAILED);
        }
        assertThat(relay.health.count("down")).isOne();
        try (Server back = Server.listeningOn(port);
                Socket terminal = relay.connect(TERMINAL, PORT);
                Socket answered = back.accept()) {
            send(terminal, "x");
            assertReceives(answered, "x");
        }
        assertThat(outcomes(relay.ended())).containsExactly(CONNECTED);
    }

    /** A dial that lasts longer than any test. */
    private static RelaySettings patient() {
        return new RelaySettings(
                true,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                1000,
                1000,
                1000,
                Duration.ZERO);
    }
}
