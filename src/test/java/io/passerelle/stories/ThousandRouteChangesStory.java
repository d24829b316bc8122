package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.routing.RouteTable;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestServer;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * M2M-25: a route is changed a thousand times while 200 clients use it. Half of them keep one
 * connection and keep asking; half connect anew for every question. Every answer of every client is
 * counted.
 */
@Tag("punctual")
class ThousandRouteChangesStory {

    private static final Logger LOG = LoggerFactory.getLogger(ThousandRouteChangesStory.class);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final int CHANGES = 1_000;
    private static final int CARDS = 25;
    private static final int STAYING_OF_EACH = 4;
    private static final int COMING_OF_EACH = 4;

    private final LongAdder exchanges = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void routeChangedAThousandTimesUnderLoad_noConnectionIsDroppedOrRefused() throws Exception {
        try (RunningPasserelle passerelle =
                        RunningPasserelle.start(
                                "--passerelle.relay.accept-rate=1000000",
                                "--passerelle.relay.accept-burst=1000000",
                                "--passerelle.api.requests-per-second=100000");
                var one = TestServer.named("one");
                var two = TestServer.named("two");
                var three = TestServer.named("three")) {
            TestOperator operator = TestOperator.of(passerelle);
            operator.knowsNas("127.0.0.1/32");
            operator.opensAccessPoint(TestSim.ACCESS_POINT, "127.81.0.0/16");
            TestCustomer customer = operator.welcomes("Mille").mayReach("127.0.0.0/8");
            List<String> addresses = signOn(passerelle, customer);
            JsonNode route = customer.makesRoute(customer.defaultGroup(), 4005, one.destination());
            inForce(passerelle, route);

            CountDownLatch done = startClients(passerelle, addresses);
            String[] servers = {one.destination(), two.destination(), three.destination()};
            for (int i = 0; i < CHANGES; i++) {
                String next = servers[i % servers.length];
                String spare = servers[(i + 1) % servers.length] + "/2/1";
                route = customer.changesRoute(route, next, spare);
                inForce(passerelle, route);
            }
            over = true;
            done.await();

            LOG.atWarn()
                    .addKeyValue("changes", CHANGES)
                    .addKeyValue("exchanges", exchanges)
                    .addKeyValue("connections", connections)
                    .addKeyValue("faults", faults.size())
                    .log("Routes changed under load");
            assertThat(faults).isEmpty();
            assertThat(exchanges.sum()).isGreaterThan(CHANGES);
            assertThat(one.connections() + two.connections() + three.connections())
                    .as("every connection reached a server, once")
                    .isEqualTo((int) connections.sum());
        }
    }

    private static List<String> signOn(RunningPasserelle passerelle, TestCustomer customer) {
        var radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < CARDS; i++) {
            addresses.add(radclient.signsOn(customer.importsSim("")).address());
        }
        return addresses;
    }

    private static void inForce(RunningPasserelle passerelle, JsonNode route) {
        RouteTable table = passerelle.bean(RouteTable.class);
        UUID id = UUID.fromString(route.get("id").asString());
        int version = route.get("version").asInt();
        Eventually.within(
                A_SECOND,
                () -> {
                    var known = table.byId(id);
                    assertThat(known).isNotNull();
                    assertThat(known.version()).isEqualTo(version);
                });
    }

    private CountDownLatch startClients(RunningPasserelle passerelle, List<String> addresses) {
        var done = new CountDownLatch(addresses.size() * (STAYING_OF_EACH + COMING_OF_EACH));
        for (String address : addresses) {
            for (int i = 0; i < STAYING_OF_EACH; i++) {
                client(done, () -> stays(passerelle, address));
            }
            for (int i = 0; i < COMING_OF_EACH; i++) {
                client(done, () -> comes(passerelle, address));
            }
        }
        return done;
    }

    private void client(CountDownLatch done, Client client) {
        Thread.startVirtualThread(() -> {
            try {
                client.run();
            } catch (IOException | RuntimeException | AssertionError e) {
                faults.add(e.toString());
            } finally {
                done.countDown();
            }
        });
    }

    @FunctionalInterface
    private interface Client {
        void run() throws IOException;
    }

    private void stays(RunningPasserelle passerelle, String address) throws IOException {
        try (var terminal = connected(passerelle, address)) {
            for (int i = 0; !over; i++) {
                asks(terminal, "question " + i);
                pause(50);
            }
        }
    }

    private void comes(RunningPasserelle passerelle, String address) throws IOException {
        while (!over) {
            try (var terminal = connected(passerelle, address)) {
                asks(terminal, "only question");
            }
            pause(200);
        }
    }

    /** People who save routes need the machine, too: 200 clients that never rest leave none. */
    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private TestTerminal connected(RunningPasserelle passerelle, String address) {
        var terminal = TestTerminal.connects(address, passerelle.gateway(4005));
        assertThat(terminal.hears()).isIn("one", "two", "three");
        connections.increment();
        return terminal;
    }

    private void asks(TestTerminal terminal, String question) {
        terminal.says(question);
        assertThat(terminal.hears()).isEqualTo(question);
        exchanges.increment();
    }
}
