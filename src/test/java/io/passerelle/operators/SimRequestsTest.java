package io.passerelle.operators;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.Event;
import io.passerelle.events.Events;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.OperatorAnswer;
import io.passerelle.sims.OperatorAnswer.Effect;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimChange;
import io.passerelle.sims.SimDirectory;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.ChangeFeed;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.Modules;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** M2M-2, M2M-3, M2M-5. */
class SimRequestsTest extends SimRequestScene {

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

    private Effect confirmedLate(SimRequest request) {
        return requests.answered(request.id(), OperatorAnswer.confirmed("late", NewCard.UNKNOWN));
    }

    /** The kinds of what was told of a card, newest first. */
    private List<String> told(Sim sim) {
        Events events = modules.get(Events.class);
        ListQuery query = ListQuery.ALL.withFilter("subjectId", sim.id().toString());
        return events.listing(owner).page(owner.visible(), query, 0, 100).stream()
                .map(Event::kind)
                .toList();
    }

    private boolean isAdmitted(Sim sim) {
        SimDirectory directory = modules.get(SimDirectory.class);
        return directory.byId(sim.id()).filter(directory::isAdmitted).isPresent();
    }

    private int currentVersion(Sim sim) {
        return cards.get(operator, sim.id()).version();
    }
}
