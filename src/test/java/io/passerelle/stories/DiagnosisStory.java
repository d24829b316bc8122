package io.passerelle.stories;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.FreePorts;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestServer;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A terminal that does not work, until the diagnosis has told everything that stops it (M2M-9), all
 * of it caused from outside, by RADIUS packets and connections: never seen, wrong APN, wrong
 * password, suspended, no session, session but no connection, no route on the port dialled, all
 * destinations down, destination closes at once, TLS alert, flapping radio, another device, address
 * clash. The consumption stop is in {@link AlertStory}; the rarer rules are in {@code
 * DiagnosisRulesTest}, by their rows.
 */
@ExtendWith(PasserelleExtension.class)
class DiagnosisStory {

    private final RunningPasserelle passerelle;
    private final TestOperator operator;
    private final RealRadclient radclient;

    DiagnosisStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.operator = operator;
        this.radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
    }

    @Test
    void terminalIsMendedStepByStep_byWhatTheDiagnosisSays() throws IOException {
        TestCustomer customer = operator.welcomes("Diagnostic").mayReach("127.0.0.0/8");
        TestSim sim = customer.importsSim("");
        String card = "/sims/" + customer.shows(sim).get("id").asString();
        finds(customer, card, "never_seen");

        radclient.authenticates(sim.attributes() + "User-Password = \"wrong\"\n");
        finds(customer, card, "sign_on_wrong_password");

        RealRadclient.Session session = radclient.signsOn(sim);
        tries(session, 4002);
        JsonNode noRoute = finds(customer, card, "no_route");
        assertThat(noRoute.get("why").asString()).contains("4002");
        assertThat(noRoute.get("evidence").get(0).get("href").asString())
                .startsWith("/api/v1/connections/");

        JsonNode route =
                customer.makesRoute(customer.defaultGroup(), 4002, "127.0.0.1:" + FreePorts.tcp());
        finds(customer, card, "connection_to_be_repeated");
        eventually(() -> {
            tries(session, 4002);
            finds(customer, card, "destinations_down");
        });

        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closesAtOnce(server));
            route =
                    customer.changesRoute(
                            current(customer, route), "127.0.0.1:" + server.getLocalPort());
            eventually(() -> {
                tries(session, 4002);
                finds(customer, card, "destination_closes_at_once");
            });
        }

        try (TestServer server = TestServer.named("bank")) {
            customer.changesRoute(current(customer, route), server.destination());
            eventually(() -> {
                try (var terminal = terminal(session, 4002)) {
                    terminal.says("hello");
                    assertThat(terminal.hears()).isEqualTo("bank");
                }
            });
            JsonNode works = finds(customer, card, "works");
            assertThat(works.get("stops").asBoolean()).isFalse();
        }
        eventually(() ->
                assertThat(customer.lists(card + "/timeline?limit=500"))
                        .extracting(event -> event.get("kind").asString())
                        .endsWith("SESSION_START", "SIGN_ON", "SIGN_ON_REFUSED")
                        .startsWith("CONNECTION")
                        .contains("REFUSAL"));
        assertThat(customer.lists("/audit?action=sim.look")).hasSize(1);
        assertThat(operator.welcomes("Voisin").api().get(card + "/diagnosis").status())
                .isEqualTo(404);
        assertThat(operator.welcomes("Voisin").api().get(card + "/timeline").status())
                .isEqualTo(404);
    }

    @Test
    void everyOtherFault_isToldFromWhatTheNetworkAndTheGatewaySaw() throws IOException {
        TestCustomer customer = operator.welcomes("Pannes").mayReach("127.0.0.0/8");
        TestSim sim = customer.importsSim("");
        String id = customer.shows(sim).get("id").asString();
        String card = "/sims/" + id;
        radclient.authenticates(
                sim.attributes().replace(TestSim.ACCESS_POINT, "elsewhere.example")
                        + "User-Password = \""
                        + sim.password()
                        + "\"\n");
        assertThat(finds(customer, card, "sign_on_wrong_access_point").get("why").asString())
                .contains("elsewhere.example", TestSim.ACCESS_POINT);

        // the network tells of the session late
        RealRadclient.Session session =
                radclient.signsOn(sim, device("35123456789012"), "Acct-Delay-Time = 290\n");
        finds(customer, card, "no_connection");

        try (var server = new SecureServer()) {
            customer.api()
                    .post(
                            "/routes",
                            TestCustomer.routeBody(
                                            customer.defaultGroup(),
                                            443,
                                            "127.0.0.1:" + server.port())
                                    .replace("DEFAULT", "HTTPS"))
                    .expect(201);
            eventually(() -> {
                server.isMisunderstood(session.address(), passerelle.gateway(443));
                finds(customer, card, "tls_alert");
            });
        }

        radclient.stops(session, 1_000, 2_000);
        finds(customer, card, "offline");

        RealRadclient.Session elsewhere = radclient.signsOn(sim, device("35999999999912"), "");
        eventually(() ->
                assertThat(customer.api().get(card + "/diagnosis").expect(200).get("others"))
                        .anySatisfy(other -> {
                            assertThat(other.get("code").asString()).isEqualTo("device_changed");
                            assertThat(other.get("why").asString())
                                    .contains("35123456789012", "35999999999912");
                        }));

        TestSim rival = customer.importsSim("");
        RealRadclient.Session rivals = radclient.signsOn(rival);
        radclient.starts(
                new RealRadclient.Session(rival, rivals.id() + "-2", elsewhere.address(), "0x00"));
        assertThat(finds(customer, card, "address_clash").get("why").asString())
                .contains(rival.iccid(), elsewhere.address());

        for (int i = 0; i < 5; i++) {
            radclient.stops(radclient.signsOn(sim), 1, 1);
        }
        finds(customer, card, "flapping");

        customer.api()
                .post("/sim-requests", "{\"simId\": \"%s\", \"action\": \"SUSPEND\"}".formatted(id))
                .expect(201);
        finds(customer, card, "status_suspended");
    }

    private static String device(String imei) {
        return "3GPP-IMEISV = \"" + imei + "01\"\n";
    }

    private static JsonNode finds(TestCustomer customer, String card, String code) {
        return Eventually.get(
                Eventually.PATIENCE.dividedBy(4),
                () -> {
                    JsonNode answer =
                            customer.api().get(card + "/diagnosis").expect(200).get("answer");
                    assertThat(answer.get("code").asString()).as("%s", answer).isEqualTo(code);
                    return answer;
                });
    }

    private static JsonNode current(TestCustomer customer, JsonNode route) {
        return customer.api().get("/routes/" + route.get("id").asString()).expect(200);
    }

    /** Connects, and is soon sent away. */
    private void tries(RealRadclient.Session session, int port) throws IOException {
        try (var terminal = terminal(session, port)) {
            assertThat(terminal.hears()).isNull();
        }
    }

    private TestTerminal terminal(RealRadclient.Session session, int port) {
        return TestTerminal.connects(session.address(), passerelle.gateway(port));
    }

    private static void closesAtOnce(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException over) {
            // the story goes on with another server
        }
    }
}
