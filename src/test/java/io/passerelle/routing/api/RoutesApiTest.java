package io.passerelle.routing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Right;
import io.passerelle.api.ApiClient;
import io.passerelle.api.ApiClient.Answer;
import io.passerelle.api.ApiServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Routes as programs make them, and what they are refused for. */
@ExtendWith(ApiServer.Extension.class)
class RoutesApiTest {

    private static final AtomicLong NUMBER = new AtomicLong();

    private final ApiServer server;
    private ApiServer.Tenant tenant;
    private ApiClient client;
    private String group;

    RoutesApiTest(ApiServer server) {
        this.server = server;
    }

    @BeforeEach
    void ownCustomer() {
        tenant = server.tenant(server.operatorViewer(), "Routes " + NUMBER.incrementAndGet());
        client = server.as(tenant.token());
        group = client.post("/api/v1/groups", "{\"name\": \"G\"}").json().get("id").asString();
    }

    @Test
    void routeThatIsMadeShowsItsSharesAndTheHealthOfItsServers() {
        Answer made =
                create(
                        "{\"host\": \"8.8.8.8\", \"port\": 53, \"share\": 2},"
                                + "{\"host\": \"1.1.1.1\", \"port\": 53, \"share\": 1},"
                                + "{\"host\": \"9.9.9.9\", \"port\": 53, \"priority\": 2}");

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        JsonNode route = client.get(made.header("Location")).json();
        assertThat(route.get("shares").asString()).isEqualTo("66.66 % / 33.33 %, then 100 %");
        assertThat(route.get("type").asString()).isEqualTo("DEFAULT");
        assertThat(route.at("/destinations/0/health/state").asString()).isNotEmpty();
        assertThat(route.at("/destinations/2/priority").asInt()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"host": "8.8.8.8", "port": 70000}                 | destinations[0].port
                    {"host": "8.8.8.8", "port": 53, "priority": 0}     | destinations[0].priority
                    {"host": "8.8.8.8", "port": 53, "share": -1}       | destinations[0].share
                    {"host": "not a host", "port": 53}                 | destinations[0].host
                    {"host": "192.168.7.7", "port": 53}                | destinations[0].host
                    {"host": "no-such-name.invalid", "port": 53}       | destinations[0].host
                    {"host": "8.8.8.8"}                                | destinations[0].port
                    {"port": 53}                                       | destinations[0].host
                    null                                               | destinations[0]
                    """)
    void badDestinationIsRefusedByItsField(String destination, String field) {
        Answer answer = create(destination);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(field);
        assertThat(answer.json().get("errors").get(0).get("detail").asString())
                .doesNotStartWith("error.");
    }

    @Test
    void routeWithoutAPolicyKeepsOpenConnections() {
        JsonNode route = create("{\"host\": \"8.8.8.8\", \"port\": 53}").json();

        assertThat(route.get("onRemoval").asString()).isEqualTo("KEEP");
        assertThat(route.get("onFailure").asString()).isEqualTo("KEEP");
        assertThat(route.get("removalDrainSeconds").asInt()).isEqualTo(300);
        assertThat(route.get("failureDrainSeconds").asInt()).isEqualTo(300);
    }

    @Test
    void policyForOpenConnectionsIsShownAndExported() {
        JsonNode route =
                withPolicy(
                                "\"onRemoval\": \"DRAIN\", \"removalDrainSeconds\": 60, \"onFailure\":"
                                        + " \"CUT\"")
                        .json();

        assertThat(route.get("onRemoval").asString()).isEqualTo("DRAIN");
        assertThat(route.get("removalDrainSeconds").asInt()).isEqualTo(60);
        assertThat(route.get("onFailure").asString()).isEqualTo("CUT");
        assertThat(client.get("/api/v1/routes?onRemoval=DRAIN").json().get("items")).hasSize(1);
        assertThat(client.get("/api/v1/routes?onRemoval=CUT").json().get("items")).isEmpty();
        for (String format : List.of("text/csv", "application/xml")) {
            assertThat(client.get("/api/v1/routes", "Accept", format).response().body())
                    .as(format)
                    .contains("onRemoval", "removalDrainSeconds", "DRAIN", "60")
                    .contains("onFailure", "failureDrainSeconds", "CUT");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "onRemoval": "DRAIN", "removalDrainSeconds": 0     | removalDrainSeconds
                    "onFailure": "DRAIN", "failureDrainSeconds": 86401 | failureDrainSeconds
                    "onRemoval": "EXPLODE"                             | onRemoval
                    """)
    void badPolicyIsRefusedByItsField(String policy, String field) {
        Answer answer = withPolicy(policy);

        assertThat(answer.status()).as(answer.toString()).isBetween(400, 422);
        assertThat(answer.response().body()).contains("\"" + field + "\"");
    }

    private Answer withPolicy(String policy) {
        String body = body("{\"host\": \"8.8.8.8\", \"port\": 53}");
        return client.post("/api/v1/routes", "{" + policy + ", " + body.substring(1));
    }

    @Test
    void routeWithoutDestinationsOrOnAnUnknownPortIsRefused() {
        assertThat(create("").json().get("errors").get(0).get("field").asString())
                .isEqualTo("destinations");
        Answer port =
                client.post(
                        "/api/v1/routes",
                        "{\"groupId\": \""
                                + group
                                + "\", \"inputPort\": 25, \"destinations\":"
                                + " [{\"host\": \"8.8.8.8\", \"port\": 53}]}");
        assertThat(port.json().get("errors").get(0).get("field").asString()).isEqualTo("inputPort");
    }

    @Test
    void secondRouteOnAPortIsRefused() {
        create("{\"host\": \"8.8.8.8\", \"port\": 53}");

        assertThat(
                        create("{\"host\": \"8.8.8.8\", \"port\": 53}")
                                .json()
                                .get("errors")
                                .get(0)
                                .get("field")
                                .asString())
                .isEqualTo("inputPort");
    }

    @Test
    void internalDestinationIsAllowedOnceTheOperatorApprovedIt() {
        server.as(server.operatorToken)
                .post(
                        "/api/v1/approved-networks",
                        "{\"organisationId\": \""
                                + tenant.customer().id()
                                + "\", \"network\": \"192.168.7.0/24\", \"note\": \"VPN\"}");

        Answer made = create("{\"host\": \"192.168.7.7\", \"port\": 53}");

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    @Test
    void customerCannotApproveForItself() {
        assertThat(
                        client.post(
                                        "/api/v1/approved-networks",
                                        "{\"organisationId\": \""
                                                + tenant.customer().id()
                                                + "\", \"network\": \"10.0.0.0/8\"}")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void routesNeedTheirOwnRight() {
        ApiClient limited = server.as(server.token(tenant.account(), Right.MANAGE_SIMS));

        assertThat(
                        limited.post(
                                        "/api/v1/routes",
                                        body("{\"host\": \"8.8.8.8\", \"port\": 53}"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void previewTellsSharesAndFaultsAndMakesNothing() {
        JsonNode preview =
                client.post(
                                "/api/v1/routes/preview",
                                body(
                                        "{\"host\": \"8.8.8.8\", \"port\": 53, \"share\": 3},"
                                                + "{\"host\": \"192.168.7.7\", \"port\": 53}"))
                        .json();

        assertThat(preview.get("shares").asString()).isEqualTo("75 % / 25 %");
        assertThat(preview.get("problems")).hasSize(1);
        assertThat(client.get("/api/v1/routes").json().get("items")).isEmpty();
    }

    @Test
    void explanationTellsWhyACardWithoutSessionIsNotCarriedAndWhatIf() {
        String sim =
                client.post(
                                "/api/v1/sims",
                                "{\"iccid\": \""
                                        + (7_000_000_000_000L + NUMBER.incrementAndGet())
                                        + "\", \"groupId\": \""
                                        + group
                                        + "\"}")
                        .json()
                        .get("id")
                        .asString();
        create("{\"host\": \"8.8.8.8\", \"port\": 53},{\"host\": \"1.1.1.1\", \"port\": 53}");

        Answer answer =
                client.post(
                        "/api/v1/explanations",
                        "{\"simId\": \""
                                + sim
                                + "\", \"inputPort\": 4001, \"dead\": [\"8.8.8.8:53\"]}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode explanation = answer.json();
        assertThat(explanation.get("carried").asBoolean()).isFalse();
        assertThat(explanation.toString()).contains("session.none", "open.failed.KEEP");
        assertThat(explanation.at("/choices/0/assumedDead").asBoolean()).isTrue();
        assertThat(explanation.at("/choices/1/probability").asDouble()).isEqualTo(1);
        assertThat(
                        client.post(
                                        "/api/v1/explanations",
                                        "{\"simId\": \""
                                                + sim
                                                + "\", \"inputPort\": 4001, \"dead\": [\"x\"]}")
                                .json()
                                .get("errors")
                                .get(0)
                                .get("field")
                                .asString())
                .isEqualTo("dead[0]");
    }

    @Test
    void explanationTellsWhatBecomesOfOpenConnectionsOfADestinationThatWouldLeave() {
        String sim =
                client.post(
                                "/api/v1/sims",
                                "{\"iccid\": \""
                                        + (7_000_000_000_000L + NUMBER.incrementAndGet())
                                        + "\", \"groupId\": \""
                                        + group
                                        + "\"}")
                        .json()
                        .get("id")
                        .asString();
        create("{\"host\": \"8.8.8.8\", \"port\": 53},{\"host\": \"1.1.1.1\", \"port\": 53}");
        String draft = body("{\"host\": \"1.1.1.1\", \"port\": 53}");

        JsonNode explanation =
                client.post(
                                "/api/v1/explanations",
                                "{\"simId\": \""
                                        + sim
                                        + "\", \"inputPort\": 4001, \"draft\": {\"onRemoval\":"
                                        + " \"DRAIN\", \"removalDrainSeconds\": 90, "
                                        + draft.substring(1)
                                        + "}")
                        .json();

        assertThat(explanation.toString())
                .contains("open.removed.DRAIN", "8.8.8.8:53 would leave the route", "90 seconds");
    }

    private Answer create(String destinations) {
        return client.post("/api/v1/routes", body(destinations));
    }

    private String body(String destinations) {
        return "{\"groupId\": \""
                + group
                + "\", \"inputPort\": 4001, \"label\": \"Tills\", \"destinations\": ["
                + destinations
                + "]}";
    }
}
