package io.passerelle.operators;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.sims.ManyRequests;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.OperatorAnswer;
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
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-5: requests of many, at operators of every kind, by more than one node. */
class RequestWorkerTest {

    private static final String[] MODULES = {"accounts", "sims", "operators"};

    private final Modules modules = Modules.start(MODULES);
    private final SimRequests requests = modules.get(SimRequests.class);
    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private Viewer staff;
    private Organisation customer;
    private int made;

    @BeforeEach
    void makeCustomer() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        staff = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer =
                organisations.create(
                        staff,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Un", "", true));
        eventually(() -> {
            assertThat(modules.get(SimGroups.class).defaultOf(customer.id())).isPresent();
            assertThat(organisations.tree().byId(customer.id())).isPresent();
        });
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void operatorThatHangs_holdsUpNobodyElse() throws IOException {
        try (var silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            reachedByRest("Silent", silent.getLocalPort());
            modules.get(MobileOperators.class)
                    .create(
                            staff,
                            new MobileOperatorDraft(
                                    "Quick", AdapterKind.SIMULATED, 0, false, "", null));
            eventually(() ->
                    assertThat(modules.get(MobileOperators.class).named("quick").delaySeconds())
                            .isZero());
            for (int i = 0; i < 110; i++) {
                asks("Silent");
            }
            UUID quick = asks("Quick");
            eventually(() -> assertThat(state(quick)).isEqualTo(RequestState.CONFIRMED));
        }
    }

    @Test
    void requests_areSentOnce_thoughTwoNodesRun() throws IOException {
        HttpServer web =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext(
                "/",
                exchange -> {
                    received.merge(
                            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                            1,
                            Integer::sum);
                    byte[] answer = "{\"state\": \"accepted\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        web.start();
        try (Modules other = modules.beside(MODULES)) {
            reachedByRest("Web", web.getAddress().getPort());
            eventually(() ->
                    assertThat(other.get(MobileOperators.class).named("web").adapter())
                            .isEqualTo(AdapterKind.REST));
            List<UUID> asked = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                asked.add(asks("Web"));
            }
            eventually(() -> assertThat(asked).allMatch(id -> state(id) == RequestState.SENT));
            assertThat(received).hasSize(asked.size());
            assertThat(received.values()).containsOnly(1);
        } finally {
            web.stop(0);
        }
    }

    @Test
    void manyRequests_areAnsweredTogether_andOneThatFailsFailsAlone() {
        MobileOperators operators = modules.get(MobileOperators.class);
        operators.create(
                staff, new MobileOperatorDraft("Slowly", AdapterKind.MANUAL, 0, false, "", null));
        operators.create(
                staff, new MobileOperatorDraft("Quick", AdapterKind.SIMULATED, 0, false, "", null));
        operators.create(
                staff, new MobileOperatorDraft("Never", AdapterKind.SIMULATED, 0, true, "", null));
        eventually(() -> assertThat(operators.named("never").refuses()).isTrue());
        modules.get(RequestWorker.class).stop();
        List<UUID> confirmed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            confirmed.add(asks("Quick"));
        }
        UUID refused = asks("Never");
        UUID byHand = asks("Slowly");
        UUID broken = asks("Quick");
        DSLContext dsl = modules.database().dsl();
        dsl.execute(
                """
                create function break_one() returns trigger language plpgsql as $$
                begin raise exception 'broken for a test'; end $$;
                create trigger break_one before update of state on sim_request for each row
                when (new.id = '%s') execute function break_one();
                """
                        .formatted(broken));
        modules.get(RequestWorker.class).start();
        eventually(() -> {
            assertThat(confirmed).allMatch(id -> state(id) == RequestState.CONFIRMED);
            assertThat(state(refused)).isEqualTo(RequestState.REFUSED);
            assertThat(state(byHand)).isEqualTo(RequestState.SENT);
        });
        assertThat(state(broken)).isEqualTo(RequestState.PENDING);
        SimCards cards = modules.get(SimCards.class);
        assertThat(confirmed)
                .allMatch(id ->
                        cards.get(staff, requests.get(staff, id).simId()).status()
                                == SimStatus.SUSPENDED);
        assertThat(cards.get(staff, requests.get(staff, refused).simId()).status())
                .isEqualTo(SimStatus.ACTIVE);
        assertThat(events("sim.request.confirmed")).isEqualTo(20);
        assertThat(events("sim.suspended")).isEqualTo(20);
        assertThat(events("sim.request.refused")).isEqualTo(1);
    }

    @Test
    void answersThatComeTwiceOrLate_changeNothing_andAreLeftToWhoLooksAtEach() {
        modules.get(RequestWorker.class).stop();
        UUID once = asks("Quick");
        UUID withdrawn = asks("Quick");
        requests.withdraw(staff, requests.get(staff, withdrawn).simId());
        ManyRequests many = modules.get(ManyRequests.class);
        var yes = OperatorAnswer.confirmed("Quick", NewCard.UNKNOWN);
        UUID unknown = UUID.randomUUID();
        assertThat(many.answered(Map.of(once, yes, withdrawn, yes, unknown, yes)))
                .containsExactlyInAnyOrder(withdrawn, unknown);
        assertThat(many.answered(Map.of(once, yes))).containsExactly(once);
        assertThat(requests.answered(once, yes)).isInstanceOf(OperatorAnswer.Effect.TooLate.class);
        assertThat(requests.answered(withdrawn, yes))
                .isInstanceOf(OperatorAnswer.Effect.TooLate.class);
        assertThat(state(withdrawn)).isEqualTo(RequestState.WITHDRAWN);
        assertThat(events("sim.suspended")).isEqualTo(1);
    }

    @Test
    void cards_areHeldBeforeRequests_whenSomeAreTakenAndSomeAnswered() throws Exception {
        modules.get(RequestWorker.class).stop();
        MobileOperators operators = modules.get(MobileOperators.class);
        operators.create(
                staff, new MobileOperatorDraft("Quick", AdapterKind.SIMULATED, 0, false, "", null));
        operators.create(
                staff, new MobileOperatorDraft("Slowly", AdapterKind.MANUAL, 0, false, "", null));
        eventually(() ->
                assertThat(operators.named("slowly").adapter()).isEqualTo(AdapterKind.MANUAL));
        SimRequest taken = requests.get(staff, asks("Slowly"));
        SimRequest answered = requests.get(staff, asks("Quick"));
        try (Connection somebody = modules.database().source().getConnection();
                var worker = Executors.newSingleThreadExecutor()) {
            somebody.setAutoCommit(false);
            holds(somebody, "select from sim where id = ? for update", answered.simId());
            Future<?> handing =
                    worker.submit(() ->
                            modules.get(RequestsTogether.class)
                                    .hand(
                                            List.of(taken, answered),
                                            operator ->
                                                    operator.name().equals("Quick")
                                                            ? modules.get(SimulatedOperator.class)
                                                            : modules.get(ManualOperator.class)));
            modules.database().eventuallyWaits();
            holds(somebody, "select from sim_request where id = ? for update nowait", taken.id());
            somebody.commit();
            assertThat(handing.get()).isEqualTo(List.of());
        }
        assertThat(state(taken.id())).isEqualTo(RequestState.SENT);
        assertThat(state(answered.id())).isEqualTo(RequestState.CONFIRMED);
    }

    private static void holds(Connection connection, String sql, UUID id) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.execute();
        }
    }

    private int events(String kind) {
        return modules.database()
                .dsl()
                .fetchCount(DSL.table("event"), DSL.condition("kind = {0}", DSL.val(kind)));
    }

    private void reachedByRest(String name, int port) {
        MobileOperators operators = modules.get(MobileOperators.class);
        String url = "http://127.0.0.1:" + port + "/";
        operators.create(
                staff,
                new MobileOperatorDraft(
                        name, AdapterKind.REST, 0, false, url, "sixteen characters or more"));
        eventually(() -> assertThat(operators.named(name).adapter()).isEqualTo(AdapterKind.REST));
    }

    private UUID asks(String operator) {
        made++;
        Sim sim =
                modules.get(SimCards.class)
                        .create(
                                staff,
                                new SimDraft(
                                        customer.id(),
                                        null,
                                        null,
                                        "8933000000000%06d".formatted(made),
                                        null,
                                        null,
                                        operator,
                                        SimStatus.ACTIVE,
                                        "",
                                        null,
                                        null,
                                        null));
        return requests.ask(staff, sim.id(), null, SimAction.SUSPEND, "").id();
    }

    private RequestState state(UUID request) {
        return requests.get(staff, request).state();
    }
}
