package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestServer;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Changes are in force within a second, and what is under way stays as it is (M2M-6, M2M-25). */
@Tag("punctual")
@ExtendWith(PasserelleExtension.class)
class RouteChangeStory {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final RunningPasserelle passerelle;
    private final TestCustomer customer;
    private final RealRadclient radclient;

    RouteChangeStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.customer = operator.welcomes("Changements").mayReach("127.0.0.0/8");
        this.radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
    }

    @Test
    void savedRouteIsInForceWithinASecondAndTheConnectionInFlightIsUntouched() throws IOException {
        TestSim sim = customer.importsSim("");
        String address = radclient.signsOn(sim).address();
        try (var old = TestServer.named("old");
                var fresh = TestServer.named("fresh")) {
            JsonNode route = customer.makesRoute(customer.defaultGroup(), 4002, old.destination());
            reaches("old", address, 4002);
            try (var inFlight = TestTerminal.connects(address, passerelle.gateway(4002))) {
                assertThat(inFlight.hears()).isEqualTo("old");

                customer.changesRoute(route, fresh.destination());

                reaches("fresh", address, 4002);
                inFlight.says("still there?");
                assertThat(inFlight.hears()).isEqualTo("still there?");
            }
        }
    }

    @Test
    void removedRouteCarriesNothingWithinASecond() throws IOException {
        TestSim sim = customer.importsSim("");
        String address = radclient.signsOn(sim).address();
        try (var server = TestServer.named("server")) {
            JsonNode route =
                    customer.makesRoute(customer.defaultGroup(), 4003, server.destination());
            reaches("server", address, 4003);

            customer.api().delete("/routes/" + route.get("id").asString()).expect(204);

            reaches(null, address, 4003);
        }
    }

    @Test
    void simMovedToAnotherGroupHasItsRoutesWithinASecond() throws IOException {
        String other = customer.makesGroup("Autres");
        TestSim sim = customer.importsSim("");
        String address = radclient.signsOn(sim).address();
        try (var first = TestServer.named("first");
                var second = TestServer.named("second")) {
            customer.makesRoute(customer.defaultGroup(), 4004, first.destination());
            customer.makesRoute(other, 4004, second.destination());
            reaches("first", address, 4004);

            customer.api()
                    .post(
                            "/sims/move",
                            "{\"ids\": [\"%s\"], \"groupId\": \"%s\"}"
                                    .formatted(customer.shows(sim).get("id").asString(), other))
                    .expect(200);

            reaches("second", address, 4004);
        }
    }

    private void reaches(@Nullable String server, String address, int port) {
        Eventually.within(
                A_SECOND,
                () -> {
                    try (var terminal = TestTerminal.connects(address, passerelle.gateway(port))) {
                        assertThat(terminal.hears()).isEqualTo(server);
                    }
                });
    }
}
