package io.passerelle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.cluster.FarSide.Protection;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The story of two egress links, in a process whose network is its own: a tunnel and a leased line
 * to the same customer (M2M-27). Ends with status 0 when all of it is true.
 */
public final class TwoLinks {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PORT = 4001;

    private final RunningPasserelle passerelle;
    private final TestOperator operator;
    private final TestCustomer customer;
    private final RealRadclient radclient;
    private final FarSide far;

    private TwoLinks(RunningPasserelle passerelle, FarSide far) {
        this.passerelle = passerelle;
        this.far = far;
        this.operator = TestOperator.of(passerelle);
        operator.knowsNas("127.0.0.1/32");
        operator.opensAccessPoint(TestSim.ACCESS_POINT, "127.80.0.0/16");
        this.customer = operator.welcomes("Deux liens");
        this.radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
    }

    /** Runs the story. */
    public static void main(String[] arguments) {
        Shell.run("ip link set lo up");
        int status = 1;
        try (var far = new FarSide();
                var passerelle =
                        RunningPasserelle.startWithItsServer(
                                "--passerelle.relay.connect-timeout=1s")) {
            far.awaitServer();
            new TwoLinks(passerelle, far).tell();
            System.out.println(far.protection().words());
            status = 0;
        } catch (Throwable e) {
            e.printStackTrace();
        }
        System.exit(status);
    }

    private void tell() throws IOException {
        String terminal = radclient.signsOn(customer.importsSim("")).address();
        step("networks behind a link need the operator's approval all the same");
        String tunnel = link("Tunnel", 1, "\"ipv4\": \"" + FarSide.TUNNEL + "\"", check());
        String leased = link("Leased line", 2, "\"device\": \"lease\"", "null");
        String route =
                TestCustomer.routeBody(
                        customer.defaultGroup(), PORT, FarSide.SERVER + ":" + FarSide.PORT);
        customer.api().post("/routes", route).expect(422);
        customer.mayReach("10.253.0.0/16");
        customer.api().post("/routes", route).expect(201);
        step("traffic leaves by the tunnel");
        leavesByTheTunnel(terminal);
        step("silent: the same connection takes the next link");
        try (var held = TestTerminal.connects(terminal, passerelle.gateway(PORT))) {
            assertThat(held.hears()).isEqualTo(FarSide.TUNNEL);
            far.tunnelIsSilent();
            assertThat(peer(terminal)).isEqualTo(FarSide.LEASED);
            latestWent("Tunnel TIMED_OUT, Leased line CONNECTED");
            step("known to be down: nobody waits for it");
            sees(tunnel, "CHECK_TIMED_OUT");
            assertThat(peer(terminal)).isEqualTo(FarSide.LEASED);
            latestWent("Leased line CONNECTED");
            step("back: new connections take it again, and the one that was open goes on");
            far.tunnelAnswers();
            sees(tunnel, "UP");
            assertThat(peer(terminal)).isEqualTo(FarSide.TUNNEL);
            held.says("still here");
            assertThat(held.hears()).isEqualTo("still here");
        }
        step("taken down: the next link carries, until it is there again");
        tunnelEndsAndBegins(terminal, tunnel);
        step("an address that goes is seen");
        addressGoesAndComes(terminal, tunnel);
        step("and a wire");
        wireIsCut(terminal, leased);
        if (far.protection() == Protection.DAEMON) {
            assertThat(far.clearPackets()).as("packets outside the tunnel").isZero();
        }
    }

    private void leavesByTheTunnel(String terminal) throws IOException {
        long overTunnel = FarSide.sent("wan");
        long protectedBefore = far.espPackets();
        Eventually.within(SOON, () -> assertThat(peer(terminal)).isEqualTo(FarSide.TUNNEL));
        assertThat(FarSide.sent("wan")).isGreaterThan(overTunnel);
        // a connection has a handshake, a line, and an end, each way
        assertThat(far.espPackets() - protectedBefore)
                .as(far.protection().words())
                .matches(esp -> far.protection() == Protection.NONE ? esp == 0 : esp >= 6);
        latestWent("Tunnel CONNECTED");
        assertThat(
                        passerelle
                                .bean(MeterRegistry.class)
                                .get("passerelle.egress.connections")
                                .tag("link", "Tunnel")
                                .functionCounter()
                                .count())
                .isPositive();
        assertThat(up("Tunnel")).isEqualTo(1);
    }

    /** The test of the link knows; the address and the interface are there all the time. */
    private void tunnelEndsAndBegins(String terminal, String tunnel) {
        if (far.protection() != Protection.DAEMON) {
            return;
        }
        far.tunnelEnds();
        assertThat(peer(terminal)).isEqualTo(FarSide.LEASED);
        Eventually.within(SOON, () -> assertThat(state(tunnel)).startsWith("CHECK_"));
        assertThat(peer(terminal)).isEqualTo(FarSide.LEASED);
        latestWent("Leased line CONNECTED");
        far.tunnelBegins();
        sees(tunnel, "UP");
        assertThat(peer(terminal)).isEqualTo(FarSide.TUNNEL);
        latestWent("Tunnel CONNECTED");
    }

    private void addressGoesAndComes(String terminal, String tunnel) {
        Shell.run("ip addr del " + FarSide.TUNNEL + "/32 dev wan");
        Eventually.within(SOON, () -> assertThat(state(tunnel)).isEqualTo("NO_ADDRESS"));
        assertThat(peer(terminal)).isEqualTo(FarSide.LEASED);
        Shell.run("ip addr add " + FarSide.TUNNEL + "/32 dev wan");
        Eventually.within(SOON, () -> assertThat(state(tunnel)).isEqualTo("UP"));
        assertThat(peer(terminal)).isEqualTo(FarSide.TUNNEL);
    }

    private void wireIsCut(String terminal, String leased) {
        Shell.run("ip link set lease down");
        Eventually.within(SOON, () -> assertThat(state(leased)).isEqualTo("DEVICE_DOWN"));
        assertThat(peer(terminal)).isEqualTo(FarSide.TUNNEL);
        assertThat(up("Leased line")).isZero();
    }

    private static void step(String what) {
        System.out.println(LocalTime.now().withNano(0) + " " + what);
    }

    private static String check() {
        return """
        {"address": "%s", "port": %d, "intervalSeconds": 1, "fall": 2, "rise": 1}\
        """
                .formatted(FarSide.SERVER, FarSide.PORT);
    }

    private String link(String name, int priority, String end, String check) {
        String body =
                """
                {"name": "%s", "kind": "IPSEC", "priority": %d, "networks": ["10.253.0.0/16"],
                 "fallback": "LINKS", "ends": [{%s}], "check": %s}
                """
                        .formatted(name, priority, end, check);
        return operator.api().post("/egress-links", body).expect(201).get("id").asString();
    }

    private String state(String link) {
        JsonNode states = operator.api().get("/egress-links/" + link).expect(200).get("states");
        return states.isEmpty() ? "" : states.get(0).get("state").asString();
    }

    private void sees(String link, String state) {
        Eventually.within(SOON, () -> assertThat(state(link)).isEqualTo(state));
    }

    /** Whom the far side sees when the terminal connects. */
    private String peer(String terminal) {
        try (var connection = TestTerminal.connects(terminal, passerelle.gateway(PORT))) {
            return String.valueOf(connection.hears());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The latest connection that has ended tried these links; its record takes a moment. */
    private void latestWent(String ways) {
        Eventually.within(
                SOON,
                () -> {
                    List<JsonNode> rows = customer.lists("/connections?limit=1");
                    assertThat(rows).isNotEmpty();
                    List<String> path = new ArrayList<>();
                    rows.getFirst()
                            .get("path")
                            .forEach(attempt ->
                                    path.add(
                                            attempt.get("link").asString()
                                                    + " "
                                                    + attempt.get("outcome").asString()));
                    assertThat(String.join(", ", path)).isEqualTo(ways);
                    assertThat(ways)
                            .contains(rows.getFirst().get("link").asString() + " CONNECTED");
                });
    }

    private double up(String link) {
        return passerelle
                .bean(MeterRegistry.class)
                .get("passerelle.egress.up")
                .tag("link", link)
                .gauge()
                .value();
    }
}
