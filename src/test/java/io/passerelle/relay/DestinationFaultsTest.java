package io.passerelle.relay;

import static io.passerelle.routing.RoutingFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.SettingsReader;
import io.passerelle.network.NetworkSettings;
import io.passerelle.routing.Destination;
import io.passerelle.routing.HealthCheck;
import io.passerelle.routing.HealthTarget;
import io.passerelle.routing.RoutingFixture;
import io.passerelle.routing.RoutingSettings;
import io.passerelle.testing.TestServer;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Destinations that fail in every way, under clients that connect, ask and leave: the outcome of
 * each is counted, against the relay's own records.
 */
class DestinationFaultsTest {

    private static final int CLIENTS = 20;
    private static final int PORT = 4001;

    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private RelayHarness relay;
    private TestServer works;
    private volatile boolean over;

    @BeforeEach
    void start() {
        RoutingSettings routing =
                RoutingSettings.read(
                        new SettingsReader(
                                Map.of(
                                                "passerelle.routing.name-age", "1s",
                                                "passerelle.routing.name-timeout", "500ms")
                                        ::get));
        relay = new RelayHarness(RelayHarness.brisk(), routing, new NetworkSettings(null, 1));
        works = TestServer.named("works");
        for (int i = 1; i <= CLIENTS; i++) {
            relay.online(address(i), 100);
        }
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        works.close();
    }

    private static String address(int client) {
        return "127.64.9." + client;
    }

    private Destination working(int priority) throws IOException {
        int port = Integer.parseInt(works.destination().split(":")[1]);
        return to("127.0.0.1", port, priority, 1);
    }

    private void route(Destination... destinations) {
        relay.route(RoutingFixture.route(relay.organisation, relay.group, PORT, 60, destinations));
    }

    /** Runs the clients until the faults are over; every connection of theirs has a record. */
    private List<ConnectionRecord> underLoad(Runnable faults) throws InterruptedException {
        var done = new CountDownLatch(CLIENTS);
        for (int i = 1; i <= CLIENTS; i++) {
            String address = address(i);
            Thread.startVirtualThread(() -> {
                while (!over) {
                    (asks(address) ? answered : failed).increment();
                    pause(20);
                }
                done.countDown();
            });
        }
        faults.run();
        over = true;
        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        relay.stop();
        List<ConnectionRecord> records = List.copyOf(relay.records);
        assertThat(answered.sum()).isPositive();
        assertThat(records).as("a record each").hasSize((int) (answered.sum() + failed.sum()));
        return records;
    }

    private boolean asks(String address) {
        try (var terminal = TestTerminal.connects(address, relay.socket(PORT))) {
            return "works".equals(terminal.hears());
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void destinationFlaps_onlyConnectionsItHadTakenItselfSeeAnError() throws Exception {
        int port = Server.nobody();
        route(to("127.0.0.1", port), working(1));
        List<ConnectionRecord> records =
                underLoad(() -> {
                    for (int i = 0; i < 20; i++) {
                        try (var flapping = TestServer.namedOn("works", port)) {
                            pause(100);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                        pause(100);
                    }
                });
        long broken =
                records.stream()
                        .filter(r -> r.destinationPort() != null && r.destinationPort() == port)
                        .filter(r -> r.bytesDown() == 0)
                        .count();
        assertThat(failed.sum()).as("errors").isLessThanOrEqualTo(broken);
        assertThat(records)
                .extracting(ConnectionRecord::endReason)
                .doesNotContain(EndReason.ALL_DESTINATIONS_FAILED, EndReason.DIAL_TIMEOUT);
    }

    @Test
    void destinationIsABlackHole_everybodyIsAnsweredByTheOtherOne() throws Exception {
        try (Server hole = Server.thatNeverAnswers()) {
            Destination dead = to("127.0.0.1", hole.port(), 1, 1);
            route(dead, working(2));
            List<ConnectionRecord> records = underLoad(() -> pause(3_000));
            assertThat(failed.sum()).as("errors").isZero();
            assertThat(relay.health.of(new HealthTarget(dead.target(), HealthCheck.NONE)).key())
                    .isEqualTo("down");
            long waited =
                    records.stream()
                            .filter(r ->
                                    RelayHarness.outcomes(r).contains(AttemptOutcome.TIMED_OUT))
                            .count();
            assertThat(waited).as("those who came before it was known").isBetween(1L, 2L * CLIENTS);
        }
    }

    @Test
    void nameServerIsLost_theLastGoodAnswerCarriesEverybody() throws Exception {
        relay.names.put("server.example", List.of(RelayHarness.GATEWAY));
        int port = Integer.parseInt(works.destination().split(":")[1]);
        route(to("server.example", port));
        List<ConnectionRecord> records =
                underLoad(() -> {
                    pause(1_000);
                    relay.names.clear();
                    pause(4_000);
                });
        assertThat(failed.sum()).as("errors").isZero();
        assertThat(relay.resolver.known("server.example").orElseThrow().isKept()).isTrue();
        assertThat(records)
                .extracting(r -> r.path().size())
                .as("nobody had to try twice")
                .containsOnly(1);
    }
}
