package io.passerelle.operators;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.Event;
import io.passerelle.events.Events;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Iccid;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.OperatorAnswer;
import io.passerelle.sims.OperatorAnswer.Effect;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimChange;
import io.passerelle.sims.SimDirectory;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGroupDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.ChangeFeed;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.Modules;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-2, M2M-3, M2M-5. */
class SimRequestsTest {

    private static final String QUICK = "Quick";
    private static final String BY_HAND = "By hand";
    private static final String CONTRARY = "Contrary";

    private final Modules modules = Modules.start("accounts", "sims", "operators");
    private final SimCards cards = modules.get(SimCards.class);
    private final SimRequests requests = modules.get(SimRequests.class);
    private Viewer operator;
    private Viewer owner;
    private Organisation customer;
    private int made;

    @BeforeEach
    void makeCustomerAndOperators() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Un", "", true));
        owner = Modules.customer(customer.id(), Right.MANAGE_SIMS);
        MobileOperators operators = modules.get(MobileOperators.class);
        operators.create(operator, draft(QUICK, AdapterKind.SIMULATED, false));
        operators.create(operator, draft(BY_HAND, AdapterKind.MANUAL, false));
        operators.create(operator, draft(CONTRARY, AdapterKind.SIMULATED, true));
        eventually(() -> {
            assertThat(operators.named("contrary").refuses()).isTrue();
            assertThat(operators.named("by HAND").adapter()).isEqualTo(AdapterKind.MANUAL);
            assertThat(organisations.tree().byId(customer.id())).isPresent();
            assertThat(modules.get(SimGroups.class).defaultOf(customer.id())).isPresent();
        });
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void activeCard_isSuspendedAndReactivated_onceTheOperatorConfirms() {
        Sim sim = card(QUICK, SimStatus.ACTIVE);
        SimRequest asked = requests.ask(owner, sim.id(), 1, SimAction.SUSPEND, "stolen");
        assertThat(asked.state()).isEqualTo(RequestState.PENDING);
        becomes(sim, SimStatus.SUSPENDED);
        assertThat(requests.get(owner, asked.id()).state()).isEqualTo(RequestState.CONFIRMED);
        eventually(() -> assertThat(isAdmitted(sim)).isFalse());
        assertThat(told(sim))
                .containsExactly(
                        "sim.suspended",
                        "sim.request.confirmed",
                        "sim.request.asked",
                        "sim.created");
        requests.ask(owner, sim.id(), null, SimAction.REACTIVATE, "");
        becomes(sim, SimStatus.ACTIVE);
        eventually(() -> assertThat(isAdmitted(sim)).isTrue());
    }

    @Test
    void refusedRequest_leadsBackAndTellsWhy() {
        Sim sim = card(CONTRARY, SimStatus.ACTIVATABLE);
        SimRequest asked = requests.ask(owner, sim.id(), 1, SimAction.ACTIVATE, "");
        eventually(() -> {
            SimRequest refused = requests.get(owner, asked.id());
            assertThat(refused.state()).isEqualTo(RequestState.REFUSED);
            assertThat(refused.reason()).isEqualTo(Reason.of("SIMULATED"));
        });
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.ACTIVATABLE);
        assertThat(told(sim)).startsWith("sim.request.refused", "sim.request.asked");
    }

    @Test
    void manualRequest_waitsForAPerson_whoseFirstAnswerCounts() {
        Sim sim = card(BY_HAND, SimStatus.ACTIVE);
        SimRequest asked = sent(sim, SimAction.TERMINATE);
        assertThatThrownBy(() -> requests.answerByHand(owner, asked.id(), true, ""))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> requests.answerByHand(operator, asked.id(), false, " "))
                .isInstanceOf(Refused.class);
        requests.answerByHand(operator, asked.id(), true, "");
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.TERMINATED);
        assertThatThrownBy(() -> requests.answerByHand(operator, asked.id(), false, "no"))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() ->
                        cards.update(owner, sim.id(), currentVersion(sim), SimChange.label("x")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void withdrawnRequest_leadsBack_andItsLateConfirmationIsOnlyNoted() {
        Sim sim = card(BY_HAND, SimStatus.ACTIVE);
        SimRequest asked = sent(sim, SimAction.SUSPEND);
        requests.withdraw(owner, sim.id());
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.ACTIVE);
        assertThat(confirmedLate(asked)).isInstanceOf(Effect.TooLate.class);
        SimRequest after = requests.get(owner, asked.id());
        assertThat(after.state()).isEqualTo(RequestState.WITHDRAWN);
        assertThat(after.reason()).isEqualTo(Reason.of("LATE_CONFIRMATION", "late"));
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.ACTIVE);
    }

    @Test
    void requestGivenUp_leadsBack_andItsLateConfirmationCounts() {
        Sim sim = card(BY_HAND, SimStatus.ACTIVE);
        SimRequest asked = sent(sim, SimAction.SUSPEND);
        requests.giveUp(asked.id(), "REST", Reason.of("NO_ANSWER", 20));
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.ACTIVE);
        assertThat(confirmedLate(asked)).isInstanceOf(Effect.Counted.class);
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.SUSPENDED);
    }

    @Test
    void answersOutOfOrder_countForTheRequestTheyAreTo() {
        Sim sim = card(BY_HAND, SimStatus.ACTIVE);
        SimRequest first = sent(sim, SimAction.SUSPEND);
        requests.giveUp(first.id(), "REST", Reason.of("NO_ANSWER", 20));
        SimRequest second = sent(sim, SimAction.TERMINATE);
        assertThat(confirmedLate(first)).isInstanceOf(Effect.TooLate.class);
        assertThat(requests.get(owner, first.id()).reason())
                .isEqualTo(Reason.of("LATE_CONFIRMATION", "late"));
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.TERMINATION_REQUESTED);
        assertThat(confirmedLate(second)).isInstanceOf(Effect.Counted.class);
        assertThat(confirmedLate(second)).as("twice").isInstanceOf(Effect.TooLate.class);
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.TERMINATED);
    }

    @Test
    void suspendedCardToBeTerminated_staysOut_whileItWaits() {
        Sim sim = card(BY_HAND, SimStatus.SUSPENDED);
        sent(sim, SimAction.TERMINATE);
        eventually(() -> {
            var known = modules.get(SimDirectory.class).byId(sim.id()).orElseThrow();
            assertThat(known.status()).isEqualTo(SimStatus.TERMINATION_REQUESTED);
            assertThat(known.admitsSignOn()).isFalse();
        });
    }

    @Test
    void secondOfTwoPeople_isTold_andACardWaitsForOneAnswerOnly() {
        Sim sim = card(BY_HAND, SimStatus.ACTIVE);
        cards.update(operator, sim.id(), 1, SimChange.label("somebody else"));
        assertThatThrownBy(() -> requests.ask(owner, sim.id(), 1, SimAction.SUSPEND, ""))
                .isInstanceOf(Conflict.class);
        requests.ask(owner, sim.id(), 2, SimAction.SUSPEND, "");
        assertThatThrownBy(() -> requests.ask(owner, sim.id(), null, SimAction.TERMINATE, ""))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() ->
                        cards.update(
                                operator,
                                sim.id(),
                                currentVersion(sim),
                                new SimChange(
                                        null, null, null, null, SimStatus.ACTIVE, null, null)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void strangersAndLookersOn_askForNothing() {
        Sim sim = card(QUICK, SimStatus.ACTIVE);
        Viewer looker = Modules.customer(customer.id());
        Viewer stranger = Modules.customer(UUID.randomUUID(), Right.MANAGE_SIMS);
        assertThatThrownBy(() -> requests.ask(looker, sim.id(), 1, SimAction.SUSPEND, ""))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> requests.ask(stranger, sim.id(), 1, SimAction.SUSPEND, ""))
                .isInstanceOf(NotFound.class);
        assertThat(SimAction.possible(looker, SimStatus.ACTIVE))
                .noneMatch(SimAction::isRequest)
                .contains(SimAction.SESSIONS);
    }

    @Test
    void lookingForWhatIsDue_wakesNobodyWhenNothingIs() {
        LiveTopics.Topic topic = modules.get(LiveTopics.class).topic(SimRequests.TOPIC);
        ChangeFeed feed = modules.get(ChangeFeed.class);
        assertThat(feed.catchUp(Eventually.PATIENCE)).isTrue();
        long before = topic.version();
        assertThat(requests.claim(List.of(QUICK), 5, 10, Duration.ofMinutes(1))).isEmpty();
        assertThat(feed.catchUp(Eventually.PATIENCE)).isTrue();
        assertThat(topic.version()).isEqualTo(before);
    }

    @Test
    void failedAttempts_areFurtherAndFurtherApart() {
        assertThat(RequestWorker.waitAfter(1)).hasSeconds(5);
        assertThat(RequestWorker.waitAfter(2)).hasSeconds(10);
        assertThat(RequestWorker.waitAfter(50)).hasHours(2);
    }

    @Test
    void replacedCard_handsOverEverything_andStaysLinked() {
        UUID group =
                modules.get(SimGroups.class)
                        .create(owner, new SimGroupDraft(customer.id(), "Paris", null))
                        .id();
        Sim old = full(BY_HAND);
        eventually(() -> assertThat(modules.get(GroupDirectory.class).byId(group)).isPresent());
        cards.move(owner, List.of(old.id()), group);
        var named = new NewCard("8933000000000000991", "208010000000991", "");
        UUID id = requests.ask(owner, old.id(), null, SimAction.REPLACE, "broken", named).id();
        assertThat(cards.get(owner, old.id()).status()).isEqualTo(SimStatus.IN_REPLACEMENT);
        eventually(() -> assertThat(requests.get(owner, id).state()).isEqualTo(RequestState.SENT));
        requests.answerByHand(operator, id, true, "");
        Sim was = cards.get(owner, old.id());
        assertThat(was.status()).isEqualTo(SimStatus.TERMINATED);
        assertThat(was.msisdn()).isNull();
        assertThat(was.userName()).isNull();
        assertThat(was.hasPassword()).isFalse();
        Sim now = cards.get(owner, Objects.requireNonNull(was.replacedById()));
        assertThat(now.iccid()).isEqualTo("8933000000000000991");
        assertThat(now.imsi()).isEqualTo("208010000000991");
        assertThat(now.msisdn()).isEqualTo(old.msisdn());
        assertThat(now.status()).isEqualTo(SimStatus.ACTIVE);
        assertThat(now.groupId()).isEqualTo(group);
        assertThat(now.label()).isEqualTo("Till 3");
        assertThat(now.userName()).isEqualTo("till3");
        assertThat(now.hasPassword()).isTrue();
        assertThat(now.staticAddress()).isEqualTo(old.staticAddress());
        assertThat(now.operator()).isEqualTo(BY_HAND);
        assertThat(now.replacesId()).isEqualTo(old.id());
        assertThat(cards.lineage(owner, now.id())).containsExactly(now.id(), old.id());
        assertThat(requests.get(owner, id).newSimId()).isEqualTo(now.id());
        SimDirectory directory = modules.get(SimDirectory.class);
        eventually(() -> {
            assertThat(directory.byMsisdn("33600000003").orElseThrow().id()).isEqualTo(now.id());
            assertThat(directory.byUserName("till3").orElseThrow().id()).isEqualTo(now.id());
            assertThat(directory.byId(old.id()).orElseThrow().userName()).isNull();
        });
    }

    @Test
    void replacement_whoseCardNobodyNames_isMadeUpByTheSimulatedOperator() {
        Sim old = card(QUICK, SimStatus.SUSPENDED);
        requests.ask(owner, old.id(), null, SimAction.REPLACE, "");
        becomes(old, SimStatus.TERMINATED);
        Sim now =
                cards.get(owner, Objects.requireNonNull(cards.get(owner, old.id()).replacedById()));
        assertThat(now.status()).as("what was suspended stays so").isEqualTo(SimStatus.SUSPENDED);
        assertThat(Iccid.parse(now.iccid()).orElseThrow().hasValidCheckDigit()).isTrue();
        assertThat(now.imsi()).startsWith("99999");
    }

    @Test
    void replacement_byACardOfTheStock_takesItsRow_andAForeignOneIsRefused() {
        Sim stock = card(QUICK, SimStatus.ACTIVATABLE);
        Sim busy = card(QUICK, SimStatus.ACTIVE);
        Sim old = card(BY_HAND, SimStatus.ACTIVE);
        assertThatThrownBy(() -> replace(old, busy.iccid())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> replace(old, old.iccid())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> replace(old, "12")).isInstanceOf(Refused.class);
        UUID id = replace(old, stock.iccid()).id();
        Sim another = card(BY_HAND, SimStatus.ACTIVE);
        assertThatThrownBy(() -> replace(another, stock.iccid()))
                .as("it is promised already")
                .isInstanceOf(Refused.class);
        eventually(() -> assertThat(requests.get(owner, id).state()).isEqualTo(RequestState.SENT));
        requests.answerByHand(operator, id, true, "");
        assertThat(cards.get(owner, old.id()).replacedById()).isEqualTo(stock.id());
        assertThat(cards.get(owner, stock.id()).status()).isEqualTo(SimStatus.ACTIVE);
    }

    @Test
    void replacement_byACardWhoseSessionBegins_waitsForIt_andItForNobody() throws Exception {
        Sim stock = card(QUICK, SimStatus.ACTIVATABLE);
        UUID id = replace(full(BY_HAND), stock.iccid()).id();
        eventually(() -> assertThat(requests.get(owner, id).state()).isEqualTo(RequestState.SENT));
        try (Connection session = modules.database().source().getConnection();
                var worker = Executors.newSingleThreadExecutor()) {
            session.setAutoCommit(false);
            String card = " where %s = '" + stock.id() + "' for %s";
            try (Statement statement = session.createStatement()) {
                statement.execute(
                        "select from sim_activity" + card.formatted("sim_id", "no key update"));
                Future<?> answer =
                        worker.submit(() -> requests.answerByHand(operator, id, true, ""));
                modules.database().eventuallyWaits();
                statement.execute("select from sim" + card.formatted("id", "key share nowait"));
                session.commit();
                answer.get();
            }
        }
        assertThat(cards.get(owner, stock.id()).label()).isEqualTo("Till 3");
    }

    @Test
    void replacement_withdrawnOrConfirmedWithoutACard_leavesTheOldOneAsItWas() {
        Sim old = card(BY_HAND, SimStatus.ACTIVE);
        SimRequest first = sent(old, SimAction.REPLACE);
        assertThatThrownBy(() -> requests.answerByHand(operator, first.id(), true, ""))
                .as("nobody said which card")
                .isInstanceOf(Refused.class);
        var without = OperatorAnswer.confirmed("hook", NewCard.UNKNOWN);
        assertThat(requests.answered(first.id(), without))
                .isEqualTo(new Effect.Unusable(Reason.of("NEW_CARD_MISSING")));
        assertThat(requests.get(owner, first.id()).state()).isEqualTo(RequestState.SENT);
        requests.withdraw(owner, old.id());
        assertThat(cards.get(owner, old.id()).status()).isEqualTo(SimStatus.ACTIVE);
        assertThat(cards.get(owner, old.id()).replacedById()).isNull();
    }

    private SimRequest replace(Sim old, String iccid) {
        var card = new NewCard(iccid, "", "");
        return requests.ask(owner, old.id(), null, SimAction.REPLACE, "", card);
    }

    private Effect confirmedLate(SimRequest request) {
        return requests.answered(request.id(), OperatorAnswer.confirmed("late", NewCard.UNKNOWN));
    }

    private Sim full(String mobileOperator) {
        return cards.create(
                operator,
                new SimDraft(
                        customer.id(),
                        null,
                        null,
                        "8933000000000000990",
                        "33600000003",
                        "208010000000990",
                        mobileOperator,
                        SimStatus.ACTIVE,
                        "Till 3",
                        "till3",
                        "secret",
                        "10.64.0.17"));
    }

    /** The kinds of what was told of a card, newest first. */
    private List<String> told(Sim sim) {
        Events events = modules.get(Events.class);
        ListQuery query = ListQuery.ALL.withFilter("subjectId", sim.id().toString());
        return events.listing(owner).page(owner.visible(), query, 0, 100).stream()
                .map(Event::kind)
                .toList();
    }

    private SimRequest sent(Sim sim, SimAction action) {
        UUID id = requests.ask(owner, sim.id(), null, action, "").id();
        eventually(() -> assertThat(requests.get(owner, id).state()).isEqualTo(RequestState.SENT));
        return requests.get(owner, id);
    }

    private void becomes(Sim sim, SimStatus status) {
        eventually(() -> assertThat(cards.get(owner, sim.id()).status()).isEqualTo(status));
    }

    private boolean isAdmitted(Sim sim) {
        SimDirectory directory = modules.get(SimDirectory.class);
        return directory.byId(sim.id()).filter(directory::isAdmitted).isPresent();
    }

    private int currentVersion(Sim sim) {
        return cards.get(operator, sim.id()).version();
    }

    private Sim card(String mobileOperator, SimStatus status) {
        made++;
        return cards.create(
                operator,
                new SimDraft(
                        customer.id(),
                        null,
                        null,
                        "893300000000000000" + made,
                        null,
                        null,
                        mobileOperator,
                        status,
                        "",
                        null,
                        null,
                        null));
    }

    private static MobileOperatorDraft draft(String name, AdapterKind kind, boolean refuses) {
        return new MobileOperatorDraft(name, kind, 0, refuses, "", null);
    }
}
