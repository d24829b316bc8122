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
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A broken card, from asking for another to that one's session (M2M-3, M2M-5, M2M-7). */
@ExtendWith(PasserelleExtension.class)
class ReplacementStory {

    private static final String MOBILE_OPERATOR = "Par courrier";

    private final RunningPasserelle passerelle;
    private final TestOperator operator;

    ReplacementStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.operator = operator;
    }

    @Test
    void cardIsReplacedByHandAndTheNewOneSignsOnInItsPlace()
            throws IOException, InterruptedException {
        operator.api()
                .post(
                        "/mobile-operators",
                        """
                        {"name": "%s", "adapter": "MANUAL"}\
                        """
                                .formatted(MOBILE_OPERATOR))
                .expect(201);
        TestCustomer customer = operator.welcomes("Pharmacie");
        TestSim old = TestSim.fresh();
        TestSim fresh = TestSim.fresh();
        String id = ordered(customer, old).get("id").asString();
        try (var nas = TestNas.of(passerelle, operator)) {
            PacketSession first = nas.signsOn(old);

            String request = asks(customer, id, fresh);
            assertThat(customer.shows(old).get("status").asString()).isEqualTo("IN_REPLACEMENT");
            assertThat(first.address()).isNotNull();
            confirms(request, fresh);

            JsonNode now = customer.shows(fresh);
            assertThat(now.get("status").asString()).isEqualTo("ACTIVE");
            assertThat(now.get("label").asString()).isEqualTo("Till 3");
            assertThat(now.get("msisdn").asString()).isEqualTo(old.msisdn());
            assertThat(now.get("replacesId").asString()).isEqualTo(id);
            // the network knows the new card by its IMSI, with the number it always had
            TestSim moved =
                    new TestSim(
                            fresh.iccid(),
                            old.msisdn(),
                            fresh.imsi(),
                            old.userName(),
                            old.password());
            PacketSession second = nas.signsOn(moved);
            assertThat(second.address()).isNotNull();
            Eventually.eventually(() -> {
                assertThat(customer.shows(fresh).get("online").asBoolean()).isTrue();
                JsonNode was = customer.api().get("/sims/" + id).expect(200);
                assertThat(was.get("status").asString()).isEqualTo("TERMINATED");
                assertThat(was.get("online").asBoolean()).as("the old session is ended").isFalse();
                assertThat(was.get("replacedById")).isEqualTo(now.get("id"));
            });
            assertThat(nas.asksFor(old)).as("the old card stays out").isEmpty();
        }
    }

    private JsonNode ordered(TestCustomer customer, TestSim sim) {
        String accessPoint = "";
        for (JsonNode point : operator.api().get("/access-points").expect(200).get("items")) {
            if (point.get("name").asString().equals(TestSim.ACCESS_POINT)) {
                accessPoint = point.get("id").asString();
            }
        }
        return customer.api()
                .post(
                        "/sims",
                        """
                        {"iccid": "%s", "msisdn": "%s", "imsi": "%s", "operator": "%s", "label": "Till 3",
                         "userName": "%s", "password": "%s", "accessPointId": "%s"}\
                        """
                                .formatted(
                                        sim.iccid(),
                                        sim.msisdn(),
                                        sim.imsi(),
                                        MOBILE_OPERATOR,
                                        sim.userName(),
                                        sim.password(),
                                        accessPoint))
                .expect(201);
    }

    private static String asks(TestCustomer customer, String sim, TestSim fresh) {
        return customer.api()
                .post(
                        "/sim-requests",
                        """
                        {"simId": "%s", "action": "REPLACE", "newIccid": "%s"}\
                        """
                                .formatted(sim, fresh.iccid()))
                .expect(201)
                .get("id")
                .asString();
    }

    private void confirms(String request, TestSim fresh) {
        Eventually.eventually(() ->
                assertThat(
                                operator.api()
                                        .get("/sim-requests/" + request)
                                        .expect(200)
                                        .get("state")
                                        .asString())
                        .isEqualTo("SENT"));
        operator.api()
                .post(
                        "/sim-requests/" + request + "/confirm",
                        "{\"newImsi\": \"%s\"}".formatted(fresh.imsi()))
                .expect(200);
    }
}
