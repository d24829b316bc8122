package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the network reports is what the customer reads, and nobody else does (M2M-10). */
@ExtendWith(PasserelleExtension.class)
class ConsumptionStory {

    private final RunningPasserelle passerelle;
    private final TestOperator operator;

    ConsumptionStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.operator = operator;
    }

    @Test
    void startInterimAndStop_areTheNumbersOfTheChart() {
        TestCustomer customer = operator.welcomes("Compteurs");
        TestCustomer stranger = operator.welcomes("Voisins");
        TestSim sim = customer.importsSim("");
        String id = customer.shows(sim).get("id").asString();
        var network = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
        RealRadclient.Session session =
                Eventually.get(Eventually.PATIENCE, () -> network.signsOn(sim));
        network.reports(session, 1_000, 20_000);
        network.reports(session, 1_000, 20_000); // its answer was lost
        network.reports(session, 1_500, 90_000);
        network.stops(session, 2_000, 100_000);

        Eventually.eventually(() -> {
            assertThat(sum(customer, "simId=" + id)).containsExactly(2_000L, 100_000L, 1L);
            assertThat(sum(customer, "groupId=" + customer.defaultGroup()))
                    .containsExactly(2_000L, 100_000L, 1L);
            assertThat(sum(customer, "")).containsExactly(2_000L, 100_000L, 1L);
        });
        List<JsonNode> top = customer.lists("/usage/top?limit=5");
        assertThat(top)
                .singleElement()
                .satisfies(card -> {
                    assertThat(card.get("iccid").asString()).isEqualTo(sim.iccid());
                    assertThat(card.get("octetsOut").asLong()).isEqualTo(100_000);
                });

        assertThat(stranger.api().get("/usage?simId=" + id).status()).isEqualTo(404);
        assertThat(stranger.api().get("/usage?groupId=" + customer.defaultGroup()).status())
                .isEqualTo(404);
        assertThat(sum(stranger, "")).containsExactly(0L, 0L, 0L);
        assertThat(customer.api().get("/usage?simId=" + id + "&groupId=" + customer.defaultGroup()))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400));
        assertThat(customer.api().get("/usage?step=HOUR&from=2020-01-01T00:00:00Z").status())
                .isEqualTo(400);
    }

    private static List<Long> sum(TestCustomer customer, String subject) {
        List<JsonNode> slots = customer.lists("/usage?" + subject);
        assertThat(slots).hasSizeGreaterThan(30);
        return List.of(of(slots, "octetsIn"), of(slots, "octetsOut"), of(slots, "sessions"));
    }

    private static long of(List<JsonNode> slots, String what) {
        return slots.stream().mapToLong(slot -> slot.get(what).asLong()).sum();
    }
}
