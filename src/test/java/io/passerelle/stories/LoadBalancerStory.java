package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.ForeignServer;
import io.passerelle.testing.LoadBalancer;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RealCurl;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Behind a load balancer that is not ours, a terminal is known by its own address. */
@ExtendWith(PasserelleExtension.class)
class LoadBalancerStory {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final RunningPasserelle passerelle;
    private final TestCustomer customer;
    private final RealRadclient radclient;

    LoadBalancerStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.customer = operator.welcomes("Répartition").mayReach("127.0.0.0/8");
        this.radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2"})
    void terminalBehindHaproxy_isKnownByItsOwnAddress(String header) throws IOException {
        TestSim sim = customer.importsSim("");
        String terminal = radclient.signsOn(sim).address();
        try (var server = ForeignServer.saying("through a balancer");
                var balancer = LoadBalancer.before(passerelle.gateway(4006), header)) {
            customer.makesRoute(customer.defaultGroup(), 4006, server.destination());

            fetches(new RealCurl(terminal), balancer.address(), "through a balancer");
            assertThat(sourceOf(sim)).isEqualTo(terminal);
        }
    }

    @Test
    void curlThatSendsTheHeaderItself_isBelievedFromABalancersAddressOnly() throws IOException {
        TestSim sim = customer.importsSim("");
        RealRadclient.Session session = radclient.signsOn(sim);
        String trusted = "127.77.0.9";
        radclient.starts(
                new RealRadclient.Session(sim, "balanced", trusted, session.sessionClass()));
        TestSim other = customer.importsSim("");
        String untrusted = radclient.signsOn(other).address();
        try (var server = ForeignServer.saying("said before the request")) {
            customer.makesRoute(customer.defaultGroup(), 4007, server.destination());

            fetches(
                    new RealCurl(trusted),
                    passerelle.gateway(4007),
                    "said before the request",
                    "--haproxy-protocol");
            assertThat(sourceOf(sim)).isEqualTo(trusted);
            // for whom the header is no header: the server gets it as the first line of a request
            assertThat(
                            new RealCurl(untrusted)
                                    .fetches(
                                            passerelle.gateway(4007),
                                            "/page.txt",
                                            "--haproxy-protocol")
                                    .output())
                    .doesNotContain("said before the request");
        }
    }

    private static void fetches(
            RealCurl curl, InetSocketAddress from, String page, String... options) {
        Eventually.eventually(() -> {
            RealCurl.Answer answer = curl.fetches(from, "/page.txt", options);
            assertThat(answer.output()).isEqualTo(page);
        });
    }

    private String sourceOf(TestSim sim) {
        JsonNode connections =
                Eventually.get(
                        SOON,
                        () -> {
                            JsonNode found =
                                    customer.api()
                                            .get("/connections?search=" + sim.iccid())
                                            .expect(200)
                                            .get("items");
                            assertThat(found.size()).isPositive();
                            return found;
                        });
        return connections.get(0).get("sourceAddress").stringValue();
    }
}
