package io.passerelle.operators;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Iccid;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.OperatorAnswer;
import io.passerelle.sims.OperatorAnswer.Effect;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimDirectory;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGroupDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatus;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** M2M-5: another card takes the place of one. */
class SimReplacementsTest extends SimRequestScene {

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
}
