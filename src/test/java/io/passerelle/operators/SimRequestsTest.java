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
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimChange;
import io.passerelle.sims.SimDirectory;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.ChangeFeed;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.Modules;
import java.time.Duration;
import java.util.UUID;
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
            assertThat(refused.reason()).isNotEmpty();
        });
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.ACTIVATABLE);
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
        assertThat(requests.answered(asked.id(), true, "late", "")).isFalse();
        SimRequest after = requests.get(owner, asked.id());
        assertThat(after.state()).isEqualTo(RequestState.WITHDRAWN);
        assertThat(after.reason()).contains("late");
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.ACTIVE);
    }

    @Test
    void requestGivenUp_leadsBack_andItsLateConfirmationCounts() {
        Sim sim = card(BY_HAND, SimStatus.ACTIVE);
        SimRequest asked = sent(sim, SimAction.SUSPEND);
        requests.giveUp(asked.id(), "REST", "nobody answers");
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.ACTIVE);
        assertThat(requests.answered(asked.id(), true, "late", "")).isTrue();
        assertThat(cards.get(owner, sim.id()).status()).isEqualTo(SimStatus.SUSPENDED);
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
        assertThat(requests.claim(10, Duration.ofMinutes(1))).isEmpty();
        assertThat(feed.catchUp(Eventually.PATIENCE)).isTrue();
        assertThat(topic.version()).isEqualTo(before);
    }

    @Test
    void failedAttempts_areFurtherAndFurtherApart() {
        assertThat(RequestWorker.waitAfter(1)).hasSeconds(5);
        assertThat(RequestWorker.waitAfter(2)).hasSeconds(10);
        assertThat(RequestWorker.waitAfter(50)).hasHours(2);
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
