package io.passerelle.operators;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.operators.OperatorAnswers.Outcome;
import io.passerelle.operators.wire.MessageSignature;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.passerelle.testing.Modules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-5: an operator with a web service that fails, answers later, twice, and is impersonated. */
class RestOperatorTest {

    private static final String NAME = "Web";
    private static final String SECRET = "sixteen characters and more";

    private final Modules modules = Modules.start("accounts", "sims", "operators");
    private final SimRequests requests = modules.get(SimRequests.class);
    private final OperatorAnswers answers = modules.get(OperatorAnswers.class);
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<MessageSignature.Verdict> verdicts = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{\"state\": \"accepted\", \"reference\": \"R-1\"}";
    private HttpServer server;
    private Viewer staff;
    private MobileOperator operator;
    private Sim sim;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        staff = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        Organisation customer =
                organisations.create(
                        staff,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Un", "", true));
        MobileOperators operators = modules.get(MobileOperators.class);
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/requests";
        operator =
                operators.create(
                        staff,
                        new MobileOperatorDraft(NAME, AdapterKind.REST, 0, false, url, SECRET));
        eventually(() -> {
            assertThat(operators.byId(operator.id())).isPresent();
            assertThat(modules.get(SimGroups.class).defaultOf(customer.id())).isPresent();
            assertThat(organisations.tree().byId(customer.id())).isPresent();
        });
        sim =
                modules.get(SimCards.class)
                        .create(
                                staff,
                                new SimDraft(
                                        customer.id(),
                                        null,
                                        null,
                                        "8933000000000000001",
                                        null,
                                        null,
                                        NAME,
                                        SimStatus.ACTIVE,
                                        "",
                                        null,
                                        null,
                                        null));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        modules.close();
    }

    @Test
    void requestThatFailed_comesAgainWithTheSameKey_andItsSignedAnswerCountsOnce() {
        status = 503;
        SimRequest asked = requests.ask(staff, sim.id(), 1, SimAction.SUSPEND, "");
        eventually(() ->
                assertThat(requests.get(staff, asked.id()).reason())
                        .isEqualTo(Reason.of("HTTP", 503)));
        status = 200;
        eventually(() -> {
            SimRequest sent = requests.get(staff, asked.id());
            assertThat(sent.state()).isEqualTo(RequestState.SENT);
            assertThat(sent.reference()).isEqualTo("R-1");
        });
        assertThat(keys).hasSizeGreaterThan(1).containsOnly(asked.id().toString());
        assertThat(verdicts).containsOnly(MessageSignature.Verdict.RIGHT);
        Instant now = Instant.now();
        byte[] told = told(asked, "confirmed");
        assertThat(take(told, now, now, "guessed, but long enough"))
                .isEqualTo(Outcome.UNAUTHORISED);
        assertThat(take(told, now.minus(Duration.ofMinutes(6)), now, SECRET))
                .isEqualTo(Outcome.STALE);
        assertThat(take(told, now, now, SECRET)).isEqualTo(Outcome.COUNTED);
        assertThat(take(told, now, now, SECRET)).isEqualTo(Outcome.REPLAYED);
        assertThat(take(told(asked, "refused"), now, now, SECRET)).isEqualTo(Outcome.TOO_LATE);
        assertThat(modules.get(SimCards.class).get(staff, sim.id()).status())
                .isEqualTo(SimStatus.SUSPENDED);
    }

    @Test
    void operatorThatNeverAnswers_isGivenUp_andTheCardIsWhereItWas() {
        SimRequest asked = requests.ask(staff, sim.id(), 1, SimAction.SUSPEND, "");
        eventually(() ->
                assertThat(requests.get(staff, asked.id()).state()).isEqualTo(RequestState.SENT));
        modules.database()
                .dsl()
                .execute(
                        "update sim_request set sent_at = now() - interval '8 days',"
                                + " next_attempt_at = now()");
        eventually(() -> {
            SimRequest given = requests.get(staff, asked.id());
            assertThat(given.state()).isEqualTo(RequestState.FAILED);
            assertThat(given.reason()).isEqualTo(Reason.of("NO_ANSWER_IN_DAYS", 7));
        });
        assertThat(modules.get(SimCards.class).get(staff, sim.id()).status())
                .isEqualTo(SimStatus.ACTIVE);
    }

    @Test
    void operatorThatRefuses_leadsBack() {
        status = 422;
        answer = "{\"reason\": \"not our card\"}";
        SimRequest asked = requests.ask(staff, sim.id(), 1, SimAction.SUSPEND, "");
        eventually(() -> {
            SimRequest refused = requests.get(staff, asked.id());
            assertThat(refused.state()).isEqualTo(RequestState.REFUSED);
            assertThat(refused.reason()).isEqualTo(Reason.said("not our card"));
        });
    }

    private Outcome take(byte[] body, Instant sent, Instant now, String secret) {
        return answers.take(
                operator.id(),
                Long.toString(sent.getEpochSecond()),
                MessageSignature.of(secret, sent, body),
                body,
                now);
    }

    private static byte[] told(SimRequest request, String state) {
        return "{\"id\": \"%s\", \"state\": \"%s\"}"
                .formatted(request.id(), state)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        keys.add(headers.getFirst("Idempotency-Key"));
        verdicts.add(
                MessageSignature.check(
                        SECRET,
                        headers.getFirst("Passerelle-Timestamp"),
                        headers.getFirst("Passerelle-Signature"),
                        body,
                        Instant.now()));
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
