package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.simulator.listen.PacketSession;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestNas;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import io.passerelle.testing.Traffic;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A card that is suspended while it talks (M2M-3, M2M-5, M2M-8). */
@ExtendWith(PasserelleExtension.class)
class SuspensionStory {

    private final RunningPasserelle passerelle;
    private final TestOperator operator;

    SuspensionStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.operator = operator;
    }

    @Test
    void suspendedCardIsCutOffAndStaysOutUntilItIsReactivated()
            throws IOException, InterruptedException {
        TestCustomer customer = operator.welcomes("Kiosque").mayReach("127.0.0.0/8");
        TestSim sim = customer.importsSim("");
        String id = customer.shows(sim).get("id").asString();
        try (var server = new Traffic.Echo();
                var nas = TestNas.of(passerelle, operator)) {
            customer.makesRoute(customer.defaultGroup(), 4001, server.destination());
            PacketSession session = nas.signsOn(sim);
            try (TestTerminal terminal = talking(session)) {
                asks(customer, id, "SUSPEND");

                assertThat(terminal.hears()).isNull();
            }
            Eventually.eventually(() -> {
                assertThat(customer.shows(sim).get("status").asString()).isEqualTo("SUSPENDED");
                assertThat(customer.shows(sim).get("online").asBoolean()).isFalse();
                var ended = customer.lists("/sessions?simId=" + id).getFirst();
                assertThat(ended.get("open").asBoolean()).isFalse();
                var order =
                        customer.api()
                                .get("/sessions/" + ended.get("id").asString() + "/disconnect")
                                .expect(200);
                assertThat(order.get("state").asString()).isEqualTo("ACK");
                assertThat(order.get("cause").asString()).isEqualTo("BARRED");
            });
            assertThat(nas.asksFor(sim)).isEmpty();

            asks(customer, id, "REACTIVATE");

            assertThat(nas.signsOn(sim).address()).isNotNull();
        }
    }

    @Test
    void disabledOrganisation_isStoppedWithAllItHasUntilItIsEnabled()
            throws IOException, InterruptedException {
        TestCustomer customer = operator.welcomes("Laverie").mayReach("127.0.0.0/8");
        TestSim sim = customer.importsSim("");
        String id = customer.shows(sim).get("id").asString();
        try (var server = new Traffic.Echo();
                var nas = TestNas.of(passerelle, operator)) {
            customer.makesRoute(customer.defaultGroup(), 4001, server.destination());
            PacketSession session = nas.signsOn(sim);
            try (TestTerminal terminal = talking(session)) {
                isEnabled(customer, false);

                assertThat(terminal.hears()).isNull();
            }
            customer.api().get("/me").expect(401);
            Eventually.eventually(() -> {
                var ended = operator.api().get("/sessions?simId=" + id).expect(200);
                JsonNode last = ended.get("items").get(0);
                assertThat(last.get("open").asBoolean()).isFalse();
                var order =
                        operator.api()
                                .get("/sessions/" + last.get("id").asString() + "/disconnect")
                                .expect(200);
                assertThat(order.get("state").asString()).isEqualTo("ACK");
            });
            assertThat(nas.asksFor(sim)).isEmpty();
            Eventually.eventually(() ->
                    assertThat(
                                    operator.api()
                                            .get("/authentications?simId=" + id)
                                            .expect(200)
                                            .toString())
                            .contains("ORGANISATION_DISABLED"));

            isEnabled(customer, true);

            nas.signsOn(sim);
            Eventually.eventually(() -> customer.api().get("/me").expect(200));
        }
    }

    private void isEnabled(TestCustomer customer, boolean enabled) {
        String path = "/organisations/" + customer.id();
        String name = operator.api().get(path).expect(200).get("name").asString();
        operator.api()
                .put(
                        path,
                        """
                        {"name": "%s", "reference": "", "enabled": %s}\
                        """
                                .formatted(name, enabled))
                .expect(200);
    }

    private TestTerminal talking(PacketSession session) {
        return Eventually.get(
                Eventually.PATIENCE,
                () -> {
                    var terminal =
                            TestTerminal.connects(
                                    session.address().getHostAddress(), passerelle.gateway(4001));
                    terminal.says("hello");
                    assertThat(terminal.hears()).isEqualTo("hello");
                    return terminal;
                });
    }

    private static void asks(TestCustomer customer, String sim, String action) {
        customer.api()
                .post(
                        "/sim-requests",
                        """
                        {"simId": "%s", "action": "%s", "comment": "story"}\
                        """
                                .formatted(sim, action))
                .expect(201);
    }
}
