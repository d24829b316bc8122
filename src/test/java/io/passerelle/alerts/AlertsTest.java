package io.passerelle.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.Event;
import io.passerelle.events.Severity;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.mail.Mail;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.passerelle.testing.Modules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M2M-10: one condition makes one alert, and what follows is what the rule wants. */
class AlertsTest {

    private static final Instant NOW = Instant.now();
    private static final Instant NOON = AlertScene.NOON;

    private final AlertScene scene = new AlertScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void cardAboveItsMonth_isTold_onceAMonth_byMailInTheReadersLanguage_andSuspended() {
        AlertRule rule =
                scene.rules.create(scene.owner, scene.of(AlertKind.MONTH_BYTES, 50_000_000, true));
        scene.carriedInTheMonth(scene.sim, 49_999_999, NOON);
        scene.look(NOON);
        assertThat(scene.all()).isEmpty();
        scene.carriedInTheMonth(scene.sim, 60_000_000, NOON);
        scene.look(NOON.plusSeconds(60));
        scene.look(NOON.plusSeconds(120));
        Alert alert = scene.onlyAlert();
        assertThat(alert.ruleId()).isEqualTo(rule.id());
        assertThat(alert.value()).isEqualTo(60_000_000);
        assertThat(alert.action()).isEqualTo("ASKED");
        assertThat(scene.alerts.open(scene.owner)).isEqualTo(1);
        assertThat(scene.sim().status()).isEqualTo(SimStatus.SUSPENSION_REQUESTED);
        SimRequest request =
                scene.modules
                        .get(SimRequests.class)
                        .listing()
                        .page(scene.owner.visible(), ListQuery.ALL, 0, 10)
                        .getFirst();
        assertThat(request.comment()).isEqualTo("Passerelle: " + rule.name());
        assertThat(scene.told())
                .extracting(Event::kind)
                .contains("alert.opened", "sim.request.asked");
        Mail mail = scene.onlyMail();
        assertThat(mail.recipient()).isEqualTo("claire@example.com");
        assertThat(mail.subject()).isEqualTo("Alerte : " + rule.name());
        assertThat(scene.read(mail)).contains(scene.sim.iccid(), "60 Mo", "50 Mo", "La suspension");
    }

    @Test
    void cardAboveItsMonthTwoMonthsRunning_isToldTwice_unlessItIsReArmedByHand() {
        scene.rules.create(scene.owner, scene.of(AlertKind.MONTH_BYTES, 50, false));
        scene.rules.create(scene.owner, byHand(50));
        scene.carriedInTheMonth(scene.sim, 60, NOON);
        scene.look(NOON);
        assertThat(scene.all()).hasSize(2);
        Instant later = NOON.plus(Duration.ofDays(40));
        scene.carriedInTheMonth(scene.sim, 60, later);
        scene.look(later);
        assertThat(scene.all()).hasSize(3);
        Alert first =
                scene.all().stream()
                        .filter(a -> a.ruleName().equals("By hand"))
                        .findFirst()
                        .orElseThrow();
        assertThat(first.endedAt()).isNotNull();
        scene.alerts.close(scene.owner, first.id(), "seen");
        scene.look(later.plusSeconds(60));
        assertThat(scene.all()).hasSize(4);
    }

    @Test
    void ruleReArmedByHand_tellsAnew_onceItAsksForSomethingElse_thoughNobodyClosedTheAlert() {
        AlertRule rule = scene.rules.create(scene.owner, byHand(50));
        scene.carriedInTheMonth(scene.sim, 60, NOON);
        scene.look(NOON);
        changed(rule, byHand(40));
        scene.look(NOON.plusMillis(1));
        scene.look(NOON.plusMillis(2));
        assertThat(scene.all()).extracting(Alert::threshold).containsExactlyInAnyOrder(50L, 40L);
    }

    private AlertRuleDraft byHand(long threshold) {
        AlertRuleDraft draft = scene.of(AlertKind.MONTH_BYTES, threshold, false);
        return new AlertRuleDraft(
                "By hand",
                draft.kind(),
                draft.scope(),
                draft.scopeId(),
                threshold,
                0,
                Severity.ERROR,
                List.of(),
                false,
                true,
                true);
    }

    @Test
    void silentCard_isTold_untilItIsHeardAgain_andThenAnew() {
        scene.rules.create(scene.owner, scene.ofTheCard("Silent", AlertKind.SILENCE, 6, 0));
        scene.heard(scene.sim, NOW.minus(Duration.ofHours(5)));
        scene.look(NOW);
        assertThat(scene.all()).isEmpty();
        scene.look(NOW.plus(Duration.ofHours(2)));
        scene.look(NOW.plus(Duration.ofHours(3)));
        assertThat(scene.onlyAlert().value()).isEqualTo(7);
        scene.heard(scene.sim, NOW.plus(Duration.ofHours(4)));
        scene.look(NOW.plus(Duration.ofHours(5)));
        assertThat(scene.onlyAlert().endedAt()).isNotNull();
        scene.look(NOW.plus(Duration.ofHours(11)));
        assertThat(scene.all()).hasSize(2);
    }

    @Test
    void ruleWithAnotherThreshold_isToldOfTheSameDayAgain_onceEachTime_alsoWhenItGoesBack() {
        AlertRule rule =
                scene.rules.create(scene.owner, scene.ofTheCard("Day", AlertKind.DAY_BYTES, 50, 0));
        scene.carriedOnTheDay(scene.customer, 60, NOON);
        scene.look(NOON);
        Alert first = scene.onlyAlert();
        assertThat(first.endedAt()).isNull();
        AlertRule raised = changed(rule, scene.ofTheCard("Day", AlertKind.DAY_BYTES, 100, 0));
        scene.look(NOON.plusMillis(1));
        assertThat(scene.onlyAlert().endedAt()).as("nobody asks that any more").isNotNull();
        scene.dsl.execute("update sim_activity set day_bytes = 110");
        scene.look(NOON.plusMillis(2));
        scene.look(NOON.plusMillis(3));
        assertThat(scene.all()).hasSize(2);
        AlertRule back = changed(raised, scene.ofTheCard("Day", AlertKind.DAY_BYTES, 50, 0));
        scene.look(NOON.plusMillis(4));
        scene.look(NOON.plusMillis(5));
        assertThat(scene.all()).hasSize(3).extracting(Alert::episode).containsOnly(first.episode());
        assertThat(lasting().threshold()).isEqualTo(50);
        changed(back, scene.ofTheCard("Another name", AlertKind.DAY_BYTES, 50, 0));
        scene.look(NOON.plusMillis(6));
        assertThat(scene.all()).as("the question is the same").hasSize(3);
    }

    @Test
    void ruleThatBeginsToSuspend_suspendsTheCardsItHasToldOf() {
        AlertRule rule =
                scene.rules.create(scene.owner, scene.of(AlertKind.MONTH_BYTES, 50, false));
        scene.carriedInTheMonth(scene.sim, 60, NOON);
        scene.look(NOON);
        assertThat(scene.sim().status()).isEqualTo(SimStatus.ACTIVE);
        changed(rule, scene.of(AlertKind.MONTH_BYTES, 50, true));
        scene.look(NOON.plusMillis(1));
        assertThat(scene.sim().status()).isEqualTo(SimStatus.SUSPENSION_REQUESTED);
        assertThat(lasting().action()).isEqualTo("ASKED");
    }

    @Test
    void silentCard_isToldAgain_whenTheThresholdChanges_andHoldsUpNoOther() {
        AlertRule rule =
                scene.rules.create(scene.owner, scene.ofTheCard("Silent", AlertKind.SILENCE, 6, 0));
        scene.heard(scene.sim, NOW.minus(Duration.ofHours(7)));
        scene.look(NOW);
        AlertRule raised = changed(rule, scene.ofTheCard("Silent", AlertKind.SILENCE, 12, 0));
        scene.look(NOW.plusSeconds(1));
        assertThat(scene.onlyAlert().endedAt()).isNotNull();
        scene.look(NOW.plus(Duration.ofHours(6)));
        assertThat(scene.all()).extracting(Alert::threshold).containsExactlyInAnyOrder(6L, 12L);
        AlertRule back = changed(raised, scene.ofTheCard("Silent", AlertKind.SILENCE, 6, 0));
        scene.look(NOW.plus(Duration.ofHours(7)));
        assertThat(scene.all()).extracting(Alert::threshold).containsExactlyInAnyOrder(6L, 12L, 6L);
        assertThat(scene.found(back, NOW.plus(Duration.ofHours(7)))).as("nor found").isEmpty();
    }

    private AlertRule changed(AlertRule rule, AlertRuleDraft draft) {
        int version = scene.rules.get(scene.owner, rule.id()).version();
        return scene.rules.update(scene.owner, rule.id(), version, draft);
    }

    /** The one that has not ended. */
    private Alert lasting() {
        List<Alert> lasting = scene.all().stream().filter(a -> a.endedAt() == null).toList();
        assertThat(lasting).hasSize(1);
        return lasting.getFirst();
    }

    @Test
    void flappingCard_isToldOnce_andAgainOnlyAfterItCalmedDown() {
        scene.rules.create(scene.owner, scene.ofTheCard("Flapping", AlertKind.SESSIONS, 3, 60));
        for (int i = 0; i < 4; i++) {
            scene.session(scene.sim, NOW.plusSeconds(i), "");
        }
        scene.look(NOW.plusSeconds(60));
        scene.session(scene.sim, NOW.plusSeconds(61), "");
        scene.look(NOW.plusSeconds(125));
        assertThat(scene.onlyAlert().value()).isEqualTo(4);
        assertThat(scene.onlyAlert().endedAt()).isNull();
        scene.look(NOW.plus(Duration.ofMinutes(90)));
        assertThat(scene.onlyAlert().endedAt()).isNotNull();
    }

    @Test
    void refusedCard_andAnotherDevice_areTold() {
        scene.rules.create(scene.owner, scene.ofTheCard("Refused", AlertKind.REFUSALS, 2, 30));
        scene.rules.create(scene.owner, scene.ofTheCard("Device", AlertKind.NEW_DEVICE, 0, 0));
        for (int i = 0; i < 3; i++) {
            scene.refusal(scene.sim, Instant.now());
        }
        scene.session(scene.sim, NOW.minusSeconds(100), "3569380356438001");
        scene.session(scene.sim, NOW.minusSeconds(50), "3569380356438002"); // its software is newer
        scene.look(Instant.now());
        assertThat(scene.onlyAlert().kind()).isEqualTo(AlertKind.REFUSALS);
        scene.session(scene.sim, NOW, "4900152073237518");
        scene.look(Instant.now().plusSeconds(61));
        scene.look(Instant.now().plusSeconds(122));
        assertThat(scene.all())
                .filteredOn(alert -> alert.kind() == AlertKind.NEW_DEVICE)
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.episode()).startsWith("49001520732375 ");
                    assertThat(alert.endedAt()).isNotNull();
                });
    }

    @Test
    void rule_looksAtItsScopeOnly() {
        Sim theirs = scene.card(scene.other, "8933000000000000002");
        scene.carriedInTheMonth(scene.sim, 60, NOON);
        scene.carriedInTheMonth(theirs, 60, NOON);
        scene.rules.create(scene.owner, scene.of(AlertKind.MONTH_BYTES, 50, false));
        scene.look(NOON);
        assertThat(scene.onlyAlert().simId()).isEqualTo(scene.sim.id());
        Viewer stranger = Modules.customer(scene.other.id(), Right.MANAGE_ALERTS);
        assertThat(scene.alerts.open(stranger)).isZero();
        assertThatThrownBy(() -> scene.alerts.get(stranger, scene.onlyAlert().id()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        scene.rules.create(stranger, scene.of(AlertKind.MONTH_BYTES, 50, false)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("alert.scope");
    }

    @Test
    void alert_isAcknowledgedAndClosed_byWhoMay_withANote() {
        scene.rules.create(scene.owner, scene.of(AlertKind.MONTH_BYTES, 50, false));
        scene.carriedInTheMonth(scene.sim, 60, NOON);
        scene.look(NOON);
        UUID id = scene.onlyAlert().id();
        Viewer clerk = Modules.customer(scene.customer.id());
        assertThat(scene.alerts.get(clerk, id).state()).isEqualTo(Alert.State.OPEN);
        assertThatThrownBy(() -> scene.alerts.acknowledge(clerk, id, ""))
                .isInstanceOf(Forbidden.class);
        Alert known = scene.alerts.acknowledge(scene.owner, id, "calling the customer");
        assertThat(known.state()).isEqualTo(Alert.State.ACKNOWLEDGED);
        assertThat(known.changedBy()).isEqualTo("tester");
        assertThat(known.note()).isEqualTo("calling the customer");
        assertThat(scene.alerts.open(scene.owner)).isZero();
        scene.alerts.close(scene.owner, id, "");
        assertThatThrownBy(() -> scene.alerts.acknowledge(scene.owner, id, ""))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void ruleThatIsWrong_isRefusedFieldByField() {
        AlertRuleDraft wrong =
                new AlertRuleDraft(
                        " ",
                        AlertKind.SESSIONS,
                        AlertRule.Scope.SIM,
                        UUID.randomUUID(),
                        0,
                        0,
                        Severity.INFO,
                        List.of(UUID.randomUUID()),
                        true,
                        false,
                        true);
        Viewer clerk = Modules.customer(scene.customer.id(), Right.MANAGE_ALERTS);
        assertThatThrownBy(() -> scene.rules.create(clerk, wrong))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .extracting(error -> error.field())
                                        .containsExactlyInAnyOrder(
                                                "name",
                                                "threshold",
                                                "windowMinutes",
                                                "recipients",
                                                "suspends",
                                                "scopeId"));
        Viewer nobody = Modules.customer(scene.customer.id());
        assertThatThrownBy(
                        () -> scene.rules.create(nobody, scene.of(AlertKind.MONTH_BYTES, 1, false)))
                .isInstanceOf(Forbidden.class);
    }
}
