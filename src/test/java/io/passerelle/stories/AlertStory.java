package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.simulator.listen.PacketSession;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.FullHour;
import io.passerelle.testing.HookReceiver;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestNas;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stolen card watches video until an alert suspends it (M2M-10, ALL-7). */
@ExtendWith(PasserelleExtension.class)
class AlertStory {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningPasserelle passerelle;
    private final TestOperator operator;

    AlertStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.operator = operator;
    }

    @Test
    void cardAboveItsLimitIsToldByMailAndWebHookCutOffAndComesBackWhenItIsLifted()
            throws IOException, InterruptedException {
        FullHour.isFar();
        TestCustomer customer = operator.welcomes("Vidéo").mayReach("127.0.0.0/8");
        TestSim sim = customer.importsSim("");
        String id = customer.shows(sim).get("id").asString();
        try (var receiver = new HookReceiver();
                var nas = TestNas.of(passerelle, operator)) {
            String secret = hook(customer, receiver);
            String rule = rule(customer, id);
            PacketSession session = nas.signsOn(sim);
            session.count(30_000_000, 5_000_000);
            assertThat(session.interim()).isTrue();
            session.count(20_000_000, 5_000_000);
            assertThat(session.interim()).isTrue();

            Eventually.eventually(() ->
                    assertThat(customer.shows(sim).get("monthBytes").asLong())
                            .isEqualTo(60_000_000));
            looksAgain(customer, rule);

            Eventually.eventually(() -> {
                JsonNode alert = customer.lists("/alerts?simId=" + id).getFirst();
                assertThat(alert.get("value").asLong()).isEqualTo(60_000_000);
                assertThat(alert.get("action").asString()).isEqualTo("ASKED");
                assertThat(customer.shows(sim).get("status").asString()).isEqualTo("SUSPENDED");
                assertThat(mails(id)).hasSize(1);
            });
            Eventually.eventually(() -> {
                assertThat(types(receiver)).contains("alert.opened", "sim.suspended");
                JsonNode ended = customer.lists("/sessions?simId=" + id).getFirst();
                assertThat(ended.get("open").asBoolean()).isFalse();
                JsonNode order =
                        customer.api()
                                .get("/sessions/" + ended.get("id").asString() + "/disconnect")
                                .expect(200);
                assertThat(order.get("state").asString()).isEqualTo("ACK");
            });
            for (HookReceiver.Message message : receiver.all()) {
                assertThat(message.signature()).isEqualTo(HookReceiver.signature(secret, message));
            }
            assertThat(nas.asksFor(sim)).isEmpty();
            diagnosed(customer, id);
            JsonNode asked = customer.lists("/sim-requests?simId=" + id).getFirst();
            assertThat(asked.get("comment").asString()).contains("Too much");

            customer.api()
                    .post(
                            "/sim-requests",
                            "{\"simId\": \"%s\", \"action\": \"REACTIVATE\"}".formatted(id))
                    .expect(201);

            nas.signsOn(sim);
            assertThat(customer.lists("/alerts?simId=" + id)).hasSize(1);
        }
    }

    @Test
    void radclientsPacketsAboveTheDay_alertSuspendAndShutOut_andTheGroupsTotalIsTold()
            throws IOException {
        FullHour.isFar();
        TestCustomer customer = operator.welcomes("Caméras");
        TestSim sim = customer.importsSim("");
        TestSim neighbour = customer.importsSim("");
        String id = customer.shows(sim).get("id").asString();
        var network = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
        try (var receiver = new HookReceiver()) {
            customer.mayReach("127.0.0.0/8");
            hook(customer, receiver);
            var session = Eventually.get(Eventually.PATIENCE, () -> network.signsOn(sim));
            var other = network.signsOn(neighbour);
            network.reports(session, 10_000_000, 20_000_000);
            network.reports(other, 20_000_000, 10_000_000);
            String me = customer.api().get("/me").expect(200).get("accountId").asString();
            String day =
                    """
                    {"name": "day %s", "kind": "DAY_BYTES", "scope": "ORGANISATION", "scopeId": "%s",
                     "threshold": 50000000, "recipients": ["%s"], "suspends": true}\
                    """
                            .formatted(id, customer.id(), me);
            String rule = made(customer, day);
            String group =
                    """
                    {"name": "all %s", "kind": "TOTAL_DAY_BYTES", "scope": "GROUP", "scopeId": "%s",
                     "threshold": 90000000, "recipients": ["%s"]}\
                    """
                            .formatted(id, customer.defaultGroup(), me);
            String total = made(customer, group);
            lookedAt(customer, rule);
            lookedAt(customer, total);
            assertThat(customer.lists("/alerts")).isEmpty();

            network.reports(session, 30_000_000, 60_000_000);
            Eventually.eventually(() ->
                    assertThat(customer.shows(sim).get("monthBytes").asLong())
                            .isEqualTo(90_000_000));
            customer.api().put("/alert-rules/" + rule, day).expect(200);
            customer.api().put("/alert-rules/" + total, group).expect(200);

            Eventually.eventually(() -> {
                JsonNode alert = customer.lists("/alerts?simId=" + id).getFirst();
                assertThat(alert.get("value").asLong()).isEqualTo(90_000_000);
                assertThat(alert.get("action").asString()).isEqualTo("ASKED");
                assertThat(customer.shows(sim).get("status").asString()).isEqualTo("SUSPENDED");
                assertThat(mails("day " + id)).hasSize(1);
                assertThat(mails("all " + id)).hasSize(1);
                assertThat(types(receiver))
                        .contains("alert.opened", "alert.total.opened", "sim.suspended");
            });
            JsonNode whole = customer.lists("/alerts?scope=GROUP").getFirst();
            assertThat(whole.get("value").asLong()).isEqualTo(120_000_000);
            assertThat(whole.get("simId").isNull()).isTrue();
            assertThat(customer.shows(neighbour).get("status").asString()).isEqualTo("ACTIVE");

            Eventually.eventually(() -> assertThat(attempt(network, sim)).isFalse());
            assertThat(attempt(network, neighbour)).isTrue();
        }
    }

    private static boolean attempt(RealRadclient network, TestSim sim) {
        return network.authenticates(
                        sim.attributes() + "User-Password = \"" + sim.password() + "\"\n")
                .accepted();
    }

    private static String made(TestCustomer customer, String rule) {
        return customer.api().post("/alert-rules", rule).expect(201).get("id").asString();
    }

    private static void lookedAt(TestCustomer customer, String rule) {
        Eventually.eventually(() ->
                assertThat(
                                customer.api()
                                        .get("/alert-rules/" + rule)
                                        .expect(200)
                                        .get("evaluatedAt")
                                        .isNull())
                        .isFalse());
    }

    /** Whoever looks why the card does not work is told of the rule (M2M-9). */
    private static void diagnosed(TestCustomer customer, String sim) {
        JsonNode answer =
                customer.api().get("/sims/" + sim + "/diagnosis").expect(200).get("answer");
        assertThat(answer.get("code").asString()).isEqualTo("consumption_stop");
        assertThat(answer.get("why").asString()).contains("Too much", "60", "50");
        assertThat(answer.get("todo").asString()).contains("Too much");
        assertThat(customer.lists("/sims/" + sim + "/timeline"))
                .anySatisfy(event -> {
                    assertThat(event.get("kind").asString()).isEqualTo("ALERT");
                    assertThat(event.get("text").asString()).contains("Too much");
                    customer.api()
                            .get(event.get("href").asString().substring("/api/v1".length()))
                            .expect(200);
                });
    }

    private static String hook(TestCustomer customer, HookReceiver receiver) {
        return customer.api()
                .post(
                        "/webhooks",
                        """
                        {"name": "story", "url": "%s",
                         "kinds": ["alert.opened", "alert.total.opened", "sim.suspended"]}\
                        """
                                .formatted(receiver.url()))
                .expect(201)
                .get("secret")
                .asString();
    }

    private static String rule(TestCustomer customer, String sim) {
        String me = customer.api().get("/me").expect(200).get("accountId").asString();
        return customer.api()
                .post("/alert-rules", ruleBody(sim, me))
                .expect(201)
                .get("id")
                .asString();
    }

    private static String ruleBody(String sim, String recipient) {
        return """
        {"name": "Too much %s", "kind": "MONTH_BYTES", "scope": "SIM", "scopeId": "%s",
         "threshold": 50000000, "recipients": ["%s"], "suspends": true}\
        """
                .formatted(sim, sim, recipient);
    }

    /** Saving a rule has it looked at at once instead of within its minute. */
    private static void looksAgain(TestCustomer customer, String rule) {
        JsonNode known = customer.api().get("/alert-rules/" + rule).expect(200);
        customer.api()
                .put(
                        "/alert-rules/" + rule,
                        ruleBody(
                                known.get("scopeId").asString(),
                                known.get("recipients").get(0).asString()))
                .expect(200);
    }

    private List<JsonNode> mails(String rule) {
        List<JsonNode> found = new java.util.ArrayList<>();
        operator.api().get("/mails?search=Alert").expect(200).get("items").forEach(found::add);
        return found.stream()
                .filter(mail -> mail.get("subject").asString().contains(rule))
                .toList();
    }

    private static List<String> types(HookReceiver receiver) {
        return receiver.once().values().stream()
                .map(message -> JSON.readTree(message.body()).path("type").asString())
                .toList();
    }
}
