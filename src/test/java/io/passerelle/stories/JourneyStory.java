package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.ForeignServer;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RealCurl;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The whole journey (M2M-7, M2M-20 to M2M-28), with clients and a server of other makers. */
@Tag("punctual")
@ExtendWith(PasserelleExtension.class)
class JourneyStory {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final RunningPasserelle passerelle;
    private final TestOperator operator;
    private final RealRadclient radclient;

    JourneyStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.operator = operator;
        this.radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
    }

    @Test
    void simImportedFromCsvSignsOnAndReachesItsServerAndTheConnectionIsSeenWithinASecond()
            throws IOException {
        TestCustomer customer = operator.welcomes("Boulangerie").mayReach("127.0.0.0/8");
        TestSim sim = customer.importsSim("");
        try (var server = ForeignServer.saying("from a server of somebody else")) {
            JsonNode route =
                    customer.makesRoute(customer.defaultGroup(), 4001, server.destination());
            RealRadclient.Session session = radclient.signsOn(sim);
            assertThat(session.address()).startsWith("127.80.");

            var page =
                    Eventually.get(
                            A_SECOND,
                            () -> {
                                var answer =
                                        new RealCurl(session.address())
                                                .fetches(passerelle.gateway(4001), "/page.txt");
                                assertThat(answer.status()).as(answer.output()).isZero();
                                return answer;
                            });

            assertThat(page.output()).isEqualTo("from a server of somebody else");
            JsonNode connection =
                    customer.sees(1, "/connections?search=" + sim.iccid(), A_SECOND).getFirst();
            assertThat(connection.get("routeId")).isEqualTo(route.get("id"));
        }
    }

    @Test
    void terminalWithoutSessionIsNotCarriedAnywhere() throws IOException {
        try (var server = ForeignServer.saying("never seen")) {
            TestCustomer customer = operator.welcomes("Mairie").mayReach("127.0.0.0/8");
            customer.makesRoute(customer.defaultGroup(), 4001, server.destination());

            var answer =
                    new RealCurl("127.80.255.254").fetches(passerelle.gateway(4001), "/page.txt");

            assertThat(answer.status()).isNotZero();
            assertThat(answer.output()).doesNotContain("never seen");
        }
    }

    @Test
    void internalDestinationThatNobodyApprovedIsRefusedWhenTheRouteIsSaved() {
        TestCustomer customer = operator.welcomes("Garage");
        var answer =
                customer.api()
                        .post(
                                "/routes",
                                TestCustomer.routeBody(
                                        customer.defaultGroup(), 4001, "127.0.0.1:8000"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors")).isNotEmpty();
    }
}
