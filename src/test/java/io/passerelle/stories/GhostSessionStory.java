package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** No session stays open that is none, and its record says what ended it (M2M-7, M2M-8). */
@ExtendWith(PasserelleExtension.class)
class GhostSessionStory {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestCustomer customer;
    private final RealRadclient radclient;

    GhostSessionStory(RunningPasserelle passerelle, TestOperator operator) {
        this.customer = operator.welcomes("Fantômes");
        this.radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
    }

    @Test
    void stopEndsTheSessionWithItsLastCounters() {
        TestSim sim = customer.importsSim("");
        RealRadclient.Session session = radclient.signsOn(sim);
        radclient.reports(session, 1_000, 2_000);

        radclient.stops(session, 3_000, 4_000);

        JsonNode record = ended(sim, 1).getFirst();
        assertThat(reason(record)).isEqualTo("STOP");
        assertThat(record.get("octetsIn").asLong()).isEqualTo(3_000);
        assertThat(record.get("octetsOut").asLong()).isEqualTo(4_000);
    }

    @Test
    void countersOfThirtyTwoBitsThatGoRound_countOnAndLateReportsChangeNothing() {
        TestSim sim = customer.importsSim("");
        RealRadclient.Session session = radclient.signsOn(sim);
        radclient.reports(session, 1_500_000_000, 1_000);
        radclient.reports(session, 3_000_000_000L, 1_000);
        radclient.reports(session, 4_294_967_000L, 2_000);
        radclient.reports(session, 204, 3_000); // 4,294,967,296 and 204
        radclient.reports(session, 204, 3_000);

        radclient.stops(session, 504, 4_000);
        radclient.stops(session, 504, 4_000);
        radclient.reports(session, 3_000_000_000L, 1_000);

        JsonNode record = ended(sim, 1).getFirst();
        assertThat(record.get("octetsIn").asLong()).isEqualTo(4_294_967_800L);
        assertThat(record.get("octetsOut").asLong()).isEqualTo(4_000);
        assertThat(sessions(sim)).hasSize(1);
    }

    @Test
    void simThatSignsOnAgainEndsItsForgottenSession() {
        TestSim sim = customer.importsSim("");
        radclient.signsOn(sim);

        radclient.signsOn(sim);

        assertThat(reason(ended(sim, 1).getFirst())).isEqualTo("SIM_REUSED");
        // written after it: each on its own way from the node's disk to the database
        Eventually.within(SOON, () -> assertThat(sessions(sim)).hasSize(2));
    }

    @Test
    void addressThatIsGivenAgainEndsTheSessionThatHadIt() {
        TestSim forgotten = customer.importsSim("");
        TestSim next = customer.importsSim("");
        RealRadclient.Session ghost = radclient.signsOn(forgotten);
        RealRadclient.Session session = radclient.signsOn(next);

        radclient.starts(
                new RealRadclient.Session(next, session.id() + "-2", ghost.address(), "0x00"));

        assertThat(reason(ended(forgotten, 1).getFirst())).isEqualTo("ADDRESS_REUSED");
    }

    @Test
    void networkThatStartsAnewEndsAllItsSessions() {
        TestSim one = customer.importsSim("");
        TestSim two = customer.importsSim("");
        radclient.signsOn(one);
        radclient.signsOn(two);

        radclient.restarts();

        assertThat(reason(ended(one, 1).getFirst())).isEqualTo("NAS_ON");
        assertThat(reason(ended(two, 1).getFirst())).isEqualTo("NAS_ON");
    }

    private static String reason(JsonNode session) {
        return session.get("endReason").asString();
    }

    private List<JsonNode> sessions(TestSim sim) {
        return customer.lists("/sessions?search=" + sim.iccid());
    }

    private List<JsonNode> ended(TestSim sim, int count) {
        return Eventually.get(
                SOON,
                () -> {
                    List<JsonNode> ended =
                            sessions(sim).stream()
                                    .filter(session -> !session.get("endedAt").isNull())
                                    .toList();
                    assertThat(ended).hasSize(count);
                    return ended;
                });
    }
}
