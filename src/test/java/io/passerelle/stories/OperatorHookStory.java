package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.PasserelleExtension;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.SignedCurl;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A mobile operator with a web service that answers late, twice, in any order, or never (M2M-5).
 */
@ExtendWith(PasserelleExtension.class)
class OperatorHookStory {

    private static final String SECRET = "shared by two companies";

    private final RunningPasserelle passerelle;
    private final TestOperator operator;
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private HttpServer web;
    private String name;
    private SignedCurl hook;
    private TestCustomer customer;

    OperatorHookStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.operator = operator;
    }

    @BeforeEach
    void openTheWebService() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext(
                "/",
                exchange -> {
                    received.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                    byte[] answer = "{\"state\": \"accepted\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(202, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        web.start();
        name = "Web " + web.getAddress().getPort();
        JsonNode made =
                operator.api()
                        .post(
                                "/mobile-operators",
                                """
                                {"name": "%s", "adapter": "REST", "url": "http://127.0.0.1:%d/", "secret": "%s"}\
                                """
                                        .formatted(name, web.getAddress().getPort(), SECRET))
                        .expect(201);
        hook =
                new SignedCurl(
                        passerelle.url() + "/hooks/operators/" + made.get("id").asString(), SECRET);
        customer = operator.welcomes("Distributeur");
    }

    @AfterEach
    void closeTheWebService() {
        web.stop(0);
    }

    @Test
    void answersCountOnce_inWhateverOrderTheyCome() {
        String first = suspends();
        String second = suspends();
        String never = suspends();
        long now = Instant.now().getEpochSecond();

        assertThat(hook.tells(now, told(second, "confirmed"))).isEqualTo("200 counted");
        assertThat(hook.tells(now, told(first, "confirmed"))).isEqualTo("200 counted");
        assertThat(hook.tells(now, told(first, "confirmed"))).isEqualTo("409 replayed");
        assertThat(hook.tells(now + 1, told(first, "confirmed"))).isEqualTo("200 too_late");
        assertThat(hook.tells(now, told(first, "refused"))).isEqualTo("200 too_late");

        assertThat(state(first)).isEqualTo("CONFIRMED");
        assertThat(state(second)).isEqualTo("CONFIRMED");
        assertThat(state(never)).isEqualTo("SENT");
        assertThat(customer.api().post("/sim-requests/" + never + "/withdraw", "").status())
                .as("what the operator has cannot be taken back")
                .isEqualTo(422);
    }

    @Test
    void messagesOfStrangers_oldOnes_andNonsense_changeNothing() {
        String request = suspends();
        long now = Instant.now().getEpochSecond();
        String body = told(request, "confirmed");

        assertThat(hook.with("guessed by somebody").tells(now, body)).startsWith("401");
        assertThat(hook.tells(now - 400, body)).isEqualTo("401 stale");
        assertThat(hook.tells(now + 400, body)).isEqualTo("401 stale");
        assertThat(hook.tellsUnsigned(body)).startsWith("401");
        assertThat(hook.tells(now, told("019b0000-0000-7000-8000-000000000000", "confirmed")))
                .isEqualTo("404 unknown");
        assertThat(hook.tells(now, "{\"id\": 7}")).isEqualTo("400 malformed");
        assertThat(hook.tells(now, "no JSON")).isEqualTo("400 malformed");
        assertThat(hook.tells(now, told(request, "perhaps"))).isEqualTo("400 malformed");
        assertThat(hook.tells(now, "x".repeat(20_000))).startsWith("413");

        assertThat(state(request)).isEqualTo("SENT");
        assertThat(hook.tells(now, body)).isEqualTo("200 counted");
    }

    @Test
    void replacement_needsItsNewCard() {
        TestSim sim = ordered();
        TestSim fresh = TestSim.fresh();
        String request = asks(sim, "REPLACE");
        long now = Instant.now().getEpochSecond();

        assertThat(hook.tells(now, told(request, "confirmed"))).isEqualTo("422 unusable");
        String card =
                """
                {"id": "%s", "state": "confirmed", "iccid": "%s", "imsi": "%s"}\
                """
                        .formatted(request, fresh.iccid(), fresh.imsi());
        assertThat(hook.tells(now, card)).isEqualTo("200 counted");

        assertThat(customer.shows(fresh).get("msisdn").asString()).isEqualTo(sim.msisdn());
    }

    private String suspends() {
        return asks(ordered(), "SUSPEND");
    }

    private String asks(TestSim sim, String action) {
        String id =
                customer.api()
                        .post(
                                "/sim-requests",
                                """
                                {"simId": "%s", "action": "%s"}\
                                """
                                        .formatted(
                                                customer.shows(sim).get("id").asString(), action))
                        .expect(201)
                        .get("id")
                        .asString();
        Eventually.eventually(() -> {
            assertThat(received).contains(id);
            assertThat(state(id)).isEqualTo("SENT");
        });
        return id;
    }

    private TestSim ordered() {
        TestSim sim = TestSim.fresh();
        customer.api()
                .post(
                        "/sims",
                        """
                        {"iccid": "%s", "msisdn": "%s", "imsi": "%s", "operator": "%s"}\
                        """
                                .formatted(sim.iccid(), sim.msisdn(), sim.imsi(), name))
                .expect(201);
        return sim;
    }

    private String state(String request) {
        return customer.api().get("/sim-requests/" + request).expect(200).get("state").asString();
    }

    private static String told(String request, String state) {
        return "{\"id\": \"%s\", \"state\": \"%s\"}".formatted(request, state);
    }
}
