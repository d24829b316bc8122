package io.passerelle.sims.api;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.ApiCaller;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/sim-jobs} (M2M-3). */
@ExtendWith(PasserelleExtension.class)
class SimJobsApiTest {

    private final RunningPasserelle passerelle;
    private final TestOperator operator;

    SimJobsApiTest(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.operator = operator;
    }

    @Test
    void cardsOfAFilter_areSuspended_andSomeoneElsesJobIsNotThere() {
        TestCustomer customer = operator.welcomes("Kiosques");
        TestSim sim = customer.importsSim("");
        JsonNode job =
                customer.api()
                        .post(
                                "/sim-jobs",
                                """
                                {"action": "SUSPEND", "comment": "story",
                                 "filter": {"filters": {"status": ["ACTIVE"]}}}\
                                """)
                        .expect(201);
        String path = "/sim-jobs/" + job.get("id").asString();

        eventually(() -> {
            assertThat(customer.api().get(path).expect(200).get("state").asString())
                    .isEqualTo("DONE");
            assertThat(customer.shows(sim).get("status").asString()).isEqualTo("SUSPENDED");
        });

        assertThat(customer.api().get(path).expect(200).get("done").asInt()).isEqualTo(1);
        JsonNode line = customer.api().get(path + "/lines").expect(200).get(0);
        assertThat(line.get("result").asString()).isEqualTo("DONE");
        assertThat(line.get("iccid").asString()).isEqualTo(sim.iccid());
        ApiCaller stranger = operator.welcomes("Autre").api();
        stranger.get(path).expect(404);
        stranger.get(path + "/lines").expect(404);
        stranger.post(path + "/cancel", "").expect(404);
        assertThat(customer.lists("/sim-jobs?kind=IMPORT")).hasSize(1);
    }

    @Test
    void tokenWithoutTheRight_asksForNothing_whateverItsAccountMay() {
        TestCustomer customer = operator.welcomes("Kiosques");
        TestSim sim = customer.importsSim("");
        String wish =
                """
                {"action": "LABEL", "parameter": "new", "filter": {}}\
                """;
        with(customer, "").post("/sim-jobs", wish).expect(403);
        with(customer, "").csv("/sim-jobs/import", "iccid;action\n1;suspend\n").expect(403);
        ApiCaller worker = with(customer, "\"MANAGE_SIMS\"");
        worker.post("/sim-jobs", wish).expect(201);
        eventually(() -> assertThat(customer.shows(sim).get("label").asString()).isEqualTo("new"));
    }

    private ApiCaller with(TestCustomer customer, String rights) {
        String token = "{\"name\": \"limited\", \"rights\": [%s]}".formatted(rights);
        return new ApiCaller(
                passerelle.url(),
                customer.api().post("/api-tokens", token).expect(201).get("token").asString());
    }

    @Test
    void cardsOfOthersInAFile_areUnknown_andWrongFilesAreRefused() {
        TestCustomer customer = operator.welcomes("Kiosques");
        TestSim others = operator.welcomes("Autre").importsSim("");
        JsonNode job =
                customer.api()
                        .csv(
                                "/sim-jobs/import?name=a.csv",
                                "iccid;action\n" + others.iccid() + ";suspend\n")
                        .expect(201);
        String path = "/sim-jobs/" + job.get("id").asString();
        eventually(() ->
                assertThat(customer.api().get(path).expect(200).get("refused").asInt())
                        .isEqualTo(1));
        assertThat(
                        customer.api()
                                .get(path + "/lines?refused=true")
                                .expect(200)
                                .get(0)
                                .get("code")
                                .asString())
                .isEqualTo("bulk.unknown");
        customer.api().csv("/sim-jobs/import", "").expect(422);
        customer.api().csv("/sim-jobs/import", "a;b\n1;2\n").expect(422);
        customer.api().post("/sim-jobs", "{\"action\": \"NETWORK\", \"filter\": {}}").expect(422);
        customer.api().post("/sim-jobs", "{\"action\": \"SUSPEND\"}").expect(422);
    }
}
