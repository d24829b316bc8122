package io.passerelle.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.passerelle.foundation.ListQuery;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.OperatorAnswer;
import io.passerelle.sims.Reason;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M2M-10: a suspension that cannot be asked for now is asked for later, for days, and once. */
class AlertSuspensionsTest {

    private static final Instant NOW = AlertScene.NOON;

    private final AlertScene scene = new AlertScene();
    private final AlertSuspensions suspensions = scene.modules.get(AlertSuspensions.class);
    private final SimRequests requests = scene.modules.get(SimRequests.class);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void cardWithAnotherRequestOpen_isSuspendedOnceThatIsOver() {
        requests.ask(scene.owner, scene.sim.id(), null, SimAction.TERMINATE, "");
        opens();
        Alert waiting = scene.onlyAlert();
        assertThat(waiting.action()).isEqualTo("DELAYED");
        assertThat(waiting.actionTries()).isEqualTo(1);
        assertThat(waiting.actionAt())
                .isBetween(NOW, NOW.plus(AlertSuspensions.FIRST_PAUSE).plusMillis(1));
        assertThat(suspensions.ask(NOW.plusSeconds(1))).as("before it is due").isZero();
        suspensions.ask(NOW.plusSeconds(11));
        assertThat(scene.onlyAlert().actionTries()).isEqualTo(2);
        requests.withdraw(scene.owner, scene.sim.id());
        suspensions.ask(NOW.plusSeconds(60));
        assertThat(scene.onlyAlert().action()).isEqualTo("ASKED");
        assertThat(scene.onlyAlert().actionAt()).isNull();
        assertThat(scene.sim().status()).isEqualTo(SimStatus.SUSPENSION_REQUESTED);
        assertThat(suspensions.ask(NOW.plus(Duration.ofDays(1)))).isZero();
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void cardThatIsEditedMeanwhile_isSuspendedAtTheNextAttempt() throws Exception {
        isAboveItsMonth(); // before it is edited: its row of activity is held by then
        try (Connection somebody = scene.modules.database().source().getConnection();
                var worker = Executors.newSingleThreadExecutor()) {
            somebody.setAutoCommit(false);
            try (var edit =
                    somebody.prepareStatement(
                            "update sim set label = 'new', version = version + 1 where id = ?")) {
                edit.setObject(1, scene.sim.id());
                edit.execute();
            }
            Future<?> attempt = worker.submit(() -> scene.look(NOW));
            scene.modules.database().eventuallyWaits();
            somebody.commit();
            attempt.get();
        }
        assertThat(scene.onlyAlert().action()).isEqualTo("DELAYED");
        suspensions.ask(NOW.plusSeconds(15));
        assertThat(scene.onlyAlert().action()).isEqualTo("ASKED");
        assertThat(scene.sim().label()).isEqualTo("new");
    }

    @Test
    void cardThatNeverBecomesFree_isGivenUpAfterDays() {
        requests.ask(scene.owner, scene.sim.id(), null, SimAction.TERMINATE, "");
        opens();
        Instant now = NOW;
        int attempts = 0;
        while (scene.onlyAlert().actionAt() != null && attempts < 1_000) {
            now = now.plus(AlertSuspensions.LONGEST_PAUSE);
            attempts += suspensions.ask(now);
        }
        assertThat(scene.onlyAlert().action()).isEqualTo("GIVEN_UP");
        assertThat(now).isAfterOrEqualTo(NOW.plus(AlertSuspensions.PATIENCE));
        assertThat(attempts).isBetween(200, 300);
        assertThat(scene.sim().status()).isEqualTo(SimStatus.TERMINATION_REQUESTED);
    }

    @Test
    void alertThatIsClosedMeanwhile_suspendsNothing() {
        requests.ask(scene.owner, scene.sim.id(), null, SimAction.TERMINATE, "");
        opens();
        scene.alerts.close(scene.owner, scene.onlyAlert().id(), "no need");
        requests.withdraw(scene.owner, scene.sim.id());
        suspensions.ask(NOW.plusSeconds(60));
        assertThat(scene.onlyAlert().action()).isEqualTo("DROPPED");
        assertThat(scene.sim().status()).isEqualTo(SimStatus.ACTIVE);
    }

    @Test
    void cardThatIsBelowARaisedLimit_staysInService_alsoBeforeTheRuleIsLookedAt() {
        requests.ask(scene.owner, scene.sim.id(), null, SimAction.TERMINATE, "");
        opens();
        isLimitedTo(100);
        requests.withdraw(scene.owner, scene.sim.id());
        suspensions.ask(NOW.plusSeconds(60));
        assertThat(scene.onlyAlert().action()).isEqualTo("DROPPED");
        assertThat(scene.sim().status()).isEqualTo(SimStatus.ACTIVE);
    }

    @Test
    void cardAboveALoweredLimit_isSuspendedForThatOnly_andNotAtOnceAfterARefusal() {
        requests.ask(scene.owner, scene.sim.id(), null, SimAction.TERMINATE, "");
        opens();
        isLimitedTo(40);
        scene.look(NOW.plusSeconds(1));
        assertThat(scene.all())
                .extracting(Alert::threshold, Alert::action)
                .containsExactlyInAnyOrder(tuple(50L, "DROPPED"), tuple(40L, "DELAYED"));
        requests.withdraw(scene.owner, scene.sim.id());
        suspensions.ask(NOW.plusSeconds(60));
        refuses(NOW.plusSeconds(60));
        assertThat(suspensions.ask(NOW.plus(Duration.ofHours(1)))).isZero();
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void suspensionThatWaits_isGivenUp_whenItsRuleNoLongerSuspends_andWantedAgainWhenItDoes() {
        requests.ask(scene.owner, scene.sim.id(), null, SimAction.TERMINATE, "");
        opens();
        AlertRuleDraft telling = scene.of(AlertKind.MONTH_BYTES, 50, false);
        becomes(telling);
        assertThat(scene.onlyAlert().action()).isEqualTo("WITHDRAWN");
        assertThat(scene.onlyAlert().actionAt()).isNull();
        requests.withdraw(scene.owner, scene.sim.id());
        scene.look(NOW.plusSeconds(60));
        assertThat(scene.onlyAlert().action()).isEqualTo("WITHDRAWN");
        assertThat(asked()).isZero();

        AlertRuleDraft suspending = scene.of(AlertKind.MONTH_BYTES, 50, true);
        becomes(suspending);
        scene.look(NOW.plusSeconds(120));
        assertThat(scene.all())
                .extracting(Alert::action)
                .containsExactlyInAnyOrder("WITHDRAWN", "ASKED");
        refuses(NOW.plusSeconds(120));
        becomes(off(suspending));
        assertThat(suspensions.askAgain(NOW.plusSeconds(180))).isZero();
        becomes(suspending);
        scene.look(NOW.plusSeconds(240));
        assertThat(scene.sim().status()).isEqualTo(SimStatus.SUSPENSION_REQUESTED);
    }

    @Test
    void suspensionThatWaits_isGivenUp_whenItsRuleIsSwitchedOffOrRemoved() {
        requests.ask(scene.owner, scene.sim.id(), null, SimAction.TERMINATE, "");
        opens();
        becomes(off(scene.of(AlertKind.MONTH_BYTES, 50, true)));
        assertThat(scene.onlyAlert().action()).isEqualTo("WITHDRAWN");
        becomes(scene.of(AlertKind.MONTH_BYTES, 50, true));
        scene.look(NOW.plusSeconds(60));
        assertThat(scene.all()).extracting(Alert::action).contains("DELAYED");
        scene.rules.delete(scene.owner, rule().id());
        requests.withdraw(scene.owner, scene.sim.id());
        suspensions.ask(NOW.plusSeconds(120));
        assertThat(scene.all()).extracting(Alert::action).containsOnly("WITHDRAWN");
        assertThat(scene.sim().status()).isEqualTo(SimStatus.ACTIVE);
    }

    private static AlertRuleDraft off(AlertRuleDraft on) {
        return new AlertRuleDraft(
                on.name(),
                on.kind(),
                on.scope(),
                on.scopeId(),
                on.threshold(),
                on.windowMinutes(),
                on.severity(),
                on.recipients(),
                on.suspends(),
                on.byHand(),
                false);
    }

    private void isLimitedTo(long bytes) {
        becomes(scene.of(AlertKind.MONTH_BYTES, bytes, true));
    }

    private void becomes(AlertRuleDraft draft) {
        AlertRule rule = rule();
        scene.rules.update(scene.owner, rule.id(), rule.version(), draft);
    }

    private AlertRule rule() {
        return scene.rules.listing().page(scene.owner.visible(), ListQuery.ALL, 0, 1).getFirst();
    }

    @Test
    void whatCannotChangeByItself_isNotTriedAgain() {
        assertThat(afterStatus("SUSPENDED")).isEqualTo("ALREADY");
        assertThat(afterStatus("TERMINATED")).isEqualTo("NOT_POSSIBLE");
    }

    @Test
    void cardSomebodyElseHasSuspended_isWaitedFor_asTheRequestMayBeWithdrawn() {
        requests.ask(scene.owner, scene.sim.id(), null, SimAction.SUSPEND, "");
        opens();
        assertThat(scene.onlyAlert().action()).isEqualTo("DELAYED");
        requests.withdraw(scene.owner, scene.sim.id());
        suspensions.ask(NOW.plusSeconds(60));
        assertThat(scene.onlyAlert().action()).isEqualTo("ASKED");
        assertThat(scene.sim().status()).isEqualTo(SimStatus.SUSPENSION_REQUESTED);
    }

    @Test
    void refusedSuspension_isAskedForAgainLater_asLongAsTheAlertLasts() {
        opens();
        assertThat(suspensions.askAgain(NOW)).as("it is not answered yet").isZero();
        refuses(NOW);
        assertThat(suspensions.askAgain(NOW)).isEqualTo(1);
        assertThat(suspensions.askAgain(NOW)).isZero();
        assertThat(suspensions.ask(NOW.plusSeconds(60))).as("before it is due").isZero();
        Instant again = NOW.plus(AlertSuspensions.AFTER_REFUSAL).plusSeconds(1);
        suspensions.ask(again);
        assertThat(scene.onlyAlert().action()).isEqualTo("ASKED");
        assertThat(asked()).isEqualTo(2);
        assertThat(suspensions.askAgain(again)).as("the later one is open").isZero();
        refuses(again);
        scene.dsl.execute("update alert set ended_at = now()");
        assertThat(suspensions.askAgain(again)).isZero();
    }

    /** The scene's time is not the database's, which writes down when a request was made. */
    private void refuses(Instant at) {
        UUID open =
                requests.listing()
                        .page(
                                scene.owner.visible(),
                                ListQuery.ALL.withFilter("state", "PENDING", "SENT"),
                                0,
                                1)
                        .getFirst()
                        .id();
        requests.answered(
                open, new OperatorAnswer(false, "operator", Reason.said("no"), NewCard.UNKNOWN));
        scene.dsl.execute(
                "update sim_request set asked_at = ?::timestamptz, answered_at = ?::timestamptz"
                        + " where id = ?",
                at.toString(),
                at.toString(),
                open);
        assertThat(scene.sim().status()).isEqualTo(SimStatus.ACTIVE);
    }

    @Test
    void protectedCard_staysInService() {
        scene.dsl.execute(
                "update sim set termination_protected = true where id = ?", scene.sim.id());
        opens();
        assertThat(scene.onlyAlert().action()).isEqualTo("PROTECTED");
        assertThat(scene.sim().status()).isEqualTo(SimStatus.ACTIVE);
    }

    private String afterStatus(String status) {
        scene.dsl.execute("delete from alert");
        scene.dsl.execute("delete from alert_rule");
        scene.dsl.execute("update sim set status = ? where id = ?", status, scene.sim.id());
        opens();
        assertThat(scene.onlyAlert().actionAt()).isNull();
        return scene.onlyAlert().action();
    }

    private void opens() {
        isAboveItsMonth();
        scene.look(NOW);
    }

    private void isAboveItsMonth() {
        scene.rules.create(scene.owner, scene.of(AlertKind.MONTH_BYTES, 50, true));
        scene.carriedInTheMonth(scene.sim, 60, NOW);
    }

    private long asked() {
        return requests.listing().page(scene.owner.visible(), ListQuery.ALL, 0, 10).stream()
                .filter(request -> request.action() == SimAction.SUSPEND)
                .count();
    }
}
