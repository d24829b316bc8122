package io.passerelle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestDatabase;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestServer;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The story itself, in a process whose network is a field of its own: two gateways and, as a third
 * node without a relay, the portal people work on. Ends with status 0 when all of it is true.
 */
public final class TwoNodes {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PORT = 4001;

    private final TestOperator operator;
    private final TestCustomer customer;
    private final NodeProcess one;
    private final NodeProcess two;
    private final Balancer balancer;
    private final RealRadclient atOne;
    private final RealRadclient atTwo;
    private final RealRadclient anywhere = client(Balancer::at);

    private TwoNodes(TestOperator operator, NodeProcess one, NodeProcess two, Balancer balancer) {
        this.operator = operator;
        this.customer = operator.welcomes("Deux nœuds").mayReach("10.251.0.0/16");
        this.one = one;
        this.two = two;
        this.balancer = balancer;
        this.atOne = client(one::at);
        this.atTwo = client(two::at);
    }

    private static RealRadclient client(IntFunction<InetSocketAddress> gateway) {
        return new RealRadclient(gateway, TestOperator.RADIUS_SECRET);
    }

    /**
     * Runs the story.
     *
     * @param arguments an empty folder the database's user can reach
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Shell.run("ip link set lo up");
        Shell.run("ip route add local 10.252.0.0/16 dev lo"); // terminals have any address of it
        TestDatabase.Address database = TestDatabase.freshAddress();
        int status = 1;
        try (var portal =
                        RunningPasserelle.start(
                                "--passerelle.store.url=" + database.url(),
                                "--passerelle.store.user=" + database.user(),
                                "--passerelle.store.password=" + database.password(),
                                "--passerelle.gateway.node=portal",
                                "--passerelle.relay.enabled=false");
                var forwarder = new Forwarder(port(database.url()));
                var one = node(1, folder, portal, database, forwarder);
                var two = node(2, folder, portal, database, forwarder);
                var balancer = new Balancer(List.of(one, two))) {
            TestOperator operator = TestOperator.of(portal);
            operator.knowsNas("10.251.0.0/16");
            operator.opensAccessPoint(TestSim.ACCESS_POINT, "10.252.0.0/24");
            one.awaitReady();
            two.awaitReady();
            new TwoNodes(operator, one, two, balancer).tell();
            status = 0;
        } catch (Throwable e) {
            e.printStackTrace();
            for (int i = 1; i <= 2; i++) {
                System.out.println(Files.readString(folder.resolve("node-" + i + ".log")));
            }
        }
        System.exit(status);
    }

    private static int port(String url) {
        return Integer.parseInt(url.replaceAll(".*://[^:/]+:(\\d+)/.*", "$1"));
    }

    private static NodeProcess node(
            int number,
            Path folder,
            RunningPasserelle portal,
            TestDatabase.Address database,
            Forwarder forwarder)
            throws IOException {
        Path data = Files.createDirectories(folder.resolve("data-" + number));
        Files.copy(portal.data().resolve("secret.key"), data.resolve("secret.key"));
        String url =
                database.url()
                        .replaceFirst(
                                "//[^/]+/",
                                "//"
                                        + NodeProcess.fieldSide(number)
                                        + ":"
                                        + forwarder.port()
                                        + "/");
        return new NodeProcess(
                number, data, new TestDatabase.Address(url, database.user(), database.password()));
    }

    private void tell() throws Exception {
        Eventually.until("both take flows", () -> balancer.ready().size() == 2);
        try (var first = TestServer.named("first", Addresses.of(Balancer.FIELD));
                var second = TestServer.named("second", Addresses.of(Balancer.FIELD))) {
            JsonNode route =
                    customer.makesRoute(customer.defaultGroup(), PORT, first.destination());
            step("sessions of one are known to the other");
            sessionsAreKnownEverywhere();
            step("a route saved elsewhere is in force on both within a second");
            routeIsInForceOnBoth(route, second);
            step("no address is given twice");
            List<RealRadclient.Session> sessions = addressesAreGivenOnce();
            step("killed under load");
            try (var held = new HeldConnections(customer, sessions, PORT, one, two)) {
                held.areListedWithTheirNodes();
                killedUnderLoad(sessions);
                held.throughTheSurvivorLiveOn();
                one.start();
                held.throughTheKilledOneAreRecorded();
            }
            step("drained");
            drained();
        }
    }

    private static void step(String what) {
        System.out.println(LocalTime.now().withNano(0) + " " + what);
    }

    private void sessionsAreKnownEverywhere() throws IOException {
        TestSim sim = customer.importsSim("");
        RealRadclient.Session session = signsOn(atOne, sim);
        assertThat(reaches(session, two)).isEqualTo("first"); // at once: no waiting, no retry

        atTwo.reports(session, 1_000, 2_000);
        atTwo.reports(session, 1_000, 2_000);
        atOne.reports(session, 3_000, 4_000);
        try (var held = TestTerminal.connects(session.address(), one.at(PORT))) {
            assertThat(held.hears()).isEqualTo("first");
            atTwo.stops(session, 5_000, 6_000);
            assertThat(held.hears()).as("cut when its session ended elsewhere").isNull();
        }
        List<JsonNode> rows = customer.sees(1, "/sessions?search=" + sim.iccid(), SOON);
        assertThat(rows.getFirst().get("octetsIn").asLong()).isEqualTo(5_000);
        assertThat(rows.getFirst().get("endReason").asString()).isEqualTo("STOP");
        Eventually.within(SOON, () -> assertThat(reaches(session, one)).isNull());

        RealRadclient.Session forgotten = signsOn(atOne, sim);
        RealRadclient.Session again = signsOn(atTwo, sim);
        Eventually.within(
                SOON,
                () -> {
                    assertThat(ended(sim, "SIM_REUSED")).isEqualTo(1);
                    assertThat(reaches(forgotten, one)).isNull();
                    assertThat(reaches(again, one)).isEqualTo("first");
                });
    }

    private long ended(TestSim sim, String reason) {
        return customer.lists("/sessions?search=" + sim.iccid()).stream()
                .filter(row -> !row.get("endedAt").isNull())
                .filter(row -> row.get("endReason").asString().equals(reason))
                .count();
    }

    private void routeIsInForceOnBoth(JsonNode route, TestServer second) {
        RealRadclient.Session session = signsOn(anywhere, customer.importsSim(""));
        customer.changesRoute(route, second.destination());
        Eventually.within(
                A_SECOND,
                () -> {
                    assertThat(reaches(session, one)).isEqualTo("second");
                    assertThat(reaches(session, two)).isEqualTo("second");
                });
    }

    private List<RealRadclient.Session> addressesAreGivenOnce() {
        List<RealRadclient.Session> sessions = new ArrayList<>();
        Set<String> addresses = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            RealRadclient.Session session =
                    signsOn(i % 2 == 0 ? atOne : atTwo, customer.importsSim(""));
            assertThat(addresses.add(session.address())).as(session.address()).isTrue();
            sessions.add(session);
        }
        return sessions;
    }

    /** Everything that was acknowledged is there once; who lives takes what comes. */
    private void killedUnderLoad(List<RealRadclient.Session> sessions) throws Exception {
        var stop = new AtomicBoolean();
        var reports = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        int[] acknowledged = new int[sessions.size()];
        for (int i = 0; i < sessions.size(); i++) {
            int at = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!stop.get()) {
                                    int next = acknowledged[at] + 1_000;
                                    if (reported(sessions.get(at), next)) {
                                        acknowledged[at] = next;
                                        reports.incrementAndGet();
                                    }
                                }
                            }));
        }
        Eventually.until("reports", () -> reports.get() > 30);
        one.kill();
        Eventually.until("the balancer sees it", () -> balancer.ready().size() == 1);
        int before = reports.get();
        Eventually.until("reports go on", () -> reports.get() > before + 30);
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        for (RealRadclient.Session session : sessions) {
            assertThat(through(session)).isEqualTo("second"); // new connections, every one of them
        }
        for (int i = 0; i < sessions.size(); i++) {
            int octets = acknowledged[i];
            TestSim sim = sessions.get(i).sim();
            Eventually.within(
                    SOON,
                    () -> {
                        List<JsonNode> rows = customer.lists("/sessions?search=" + sim.iccid());
                        assertThat(rows).hasSize(1);
                        long in = rows.getFirst().get("octetsIn").asLong();
                        // what was written and not acknowledged may be one report ahead
                        assertThat(in).isIn((long) octets, octets + 1_000L);
                        assertThat(customer.shows(sim).get("monthBytes").asLong())
                                .isEqualTo(2 * in);
                    });
        }
        noGhosts(sessions.getFirst());
    }

    /** A card that was just made on another node is known everywhere in a moment. */
    private static RealRadclient.Session signsOn(RealRadclient client, TestSim sim) {
        return Eventually.get(SOON, () -> client.signsOn(sim));
    }

    private boolean reported(RealRadclient.Session session, int octets) {
        try {
            anywhere.reports(session, octets, octets);
            return true;
        } catch (AssertionError unanswered) {
            return false; // the next attempt is a new packet with the same totals
        }
    }

    private void noGhosts(RealRadclient.Session session) {
        Eventually.within(
                SOON, () -> assertThat(node(one).get("state").asString()).isEqualTo("DEAD"));
        assertThat(node(two).get("state").asString()).isEqualTo("SERVING");
        atTwo.stops(session, 1_000_000, 1_000_000);
        Eventually.within(SOON, () -> assertThat(ended(session.sim(), "STOP")).isEqualTo(1));
        assertThat(reaches(session, two)).isNull();
    }

    private void drained() throws Exception {
        one.awaitReady();
        Eventually.until("both take flows", () -> balancer.ready().size() == 2);
        RealRadclient.Session session = signsOn(anywhere, customer.importsSim(""));
        try (var held = TestTerminal.connects(session.address(), two.at(PORT))) {
            assertThat(held.hears()).isEqualTo("second");

            operator.api()
                    .post("/nodes/" + node(two).get("id").asString() + "/drain", "")
                    .expect(202);

            Eventually.until(
                    "new flows go elsewhere",
                    () -> balancer.ready().equals(List.of(one.address())));
            for (int i = 0; i < 10; i++) {
                assertThat(through(session)).isEqualTo("second");
            }
            held.says("still there?");
            assertThat(held.hears()).isEqualTo("still there?");
            assertThat(two.isAlive()).isTrue();
        }
        assertThat(two.awaitEnd()).isZero();
        Eventually.within(
                SOON, () -> assertThat(node(two).get("state").asString()).isEqualTo("STOPPED"));
        assertThat(through(session)).isEqualTo("second");
    }

    private JsonNode node(NodeProcess process) {
        for (JsonNode row : operator.api().get("/nodes").expect(200).get("items")) {
            if (row.get("name").asString().equals(process.name())) {
                return row;
            }
        }
        throw new AssertionError("no such node");
    }

    private static @Nullable String reaches(RealRadclient.Session session, NodeProcess node) {
        return hears(session, node.at(PORT));
    }

    private static @Nullable String through(RealRadclient.Session session) {
        return hears(session, Balancer.at(PORT));
    }

    private static @Nullable String hears(RealRadclient.Session session, InetSocketAddress at) {
        try (var terminal = TestTerminal.connects(session.address(), at)) {
            return terminal.hears();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
