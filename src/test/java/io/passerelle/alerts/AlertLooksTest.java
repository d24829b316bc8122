package io.passerelle.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.alerts.store.AlertRuleStore;
import io.passerelle.foundation.ListQuery;
import io.passerelle.sims.Sim;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * M2M-10: nothing that happened is left out, however many cards it happened to, whatever a look met
 * and however long it was since the last one; and nothing is told twice.
 */
class AlertLooksTest {

    private static final Instant NOW = Instant.now();

    private static final Instant NOON = AlertScene.NOON;

    private static final Instant MONTH_END =
            NOON.atOffset(ZoneOffset.UTC)
                    .withDayOfMonth(1)
                    .plusMonths(1)
                    .truncatedTo(ChronoUnit.DAYS)
                    .toInstant();

    private final AlertScene scene = new AlertScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void moreCardsThanALookTakes_justBeforeMidnight_areAllToldOnce() {
        int cards = 2 * AlertEvaluation.AT_ONCE + 50;
        scene.cards(cards - 1);
        scene.rules.create(scene.owner, scene.of(AlertKind.DAY_BYTES, 50, false));
        Instant midnight = NOON.plus(Duration.ofHours(12));
        scene.look(midnight.minusSeconds(120));
        scene.carriedOnTheDay(scene.customer, 60, midnight.minusSeconds(40));
        scene.look(midnight.minusSeconds(30));
        assertThat(scene.all()).hasSize(AlertEvaluation.AT_ONCE);
        assertThat(onlyRule().missed()).isPositive();
        scene.lookAtWhatIsDue(midnight.minusSeconds(29));
        assertThat(scene.all()).as("not before it is due").hasSize(AlertEvaluation.AT_ONCE);
        scene.lookAtWhatIsDue(midnight.plusSeconds(1));
        scene.lookAtWhatIsDue(midnight.plusSeconds(10));
        scene.look(midnight.plusSeconds(70));
        assertThat(scene.all())
                .hasSize(cards)
                .allSatisfy(alert -> assertThat(alert.endedAt()).isNotNull())
                .extracting(Alert::subjectId)
                .doesNotHaveDuplicates();
        assertThat(onlyRule().missed()).isZero();
        assertThat(scene.mails()).as("as long as it lasts, one an hour").hasSize(2);
        assertThat(scene.mails().stream().map(scene::read))
                .as("with what came since the one before")
                .anyMatch(mail -> mail.contains("200"))
                .anyMatch(mail -> mail.contains("250"));
    }

    @Test
    void monthBeforeThatTakesTooLong_holdsUpNoneAfterIt_andIsLookedAtOnceItIsAddedUp() {
        Sim late = scene.card(scene.customer, "8933000000000000002");
        scene.rules.create(scene.owner, scene.of(AlertKind.MONTH_BYTES, 50, false));
        scene.look(MONTH_END.minusSeconds(300));
        scene.dsl.execute("alter table usage_card rename to elsewhere");
        scene.carriedInTheMonth(scene.sim, 60, MONTH_END.plusSeconds(60));
        for (int i = 1; i <= 2 * AlertEvaluation.PAST_FAILURES; i++) {
            scene.look(MONTH_END.plus(Duration.ofMinutes(5L * i)));
        }
        assertThat(scene.onlyAlert().subjectId()).isEqualTo(scene.sim.id());
        assertThat(onlyRule().failingSince()).isNotNull();
        LocalDate month = LocalDate.ofInstant(NOON, ZoneOffset.UTC).withDayOfMonth(1);
        scene.dsl.execute(
                "insert into usage_card_month (sim_id, month, group_id, organisation_id, octets_in,"
                        + " octets_out, sessions) select id, ?, group_id, organisation_id, 50, 1, 1"
                        + " from sim where id = ?",
                month,
                late.id());
        scene.dsl.execute(
                "insert into usage_month (parent, month, added_before) values ('usage_card', ?, ?)",
                month,
                month.plusMonths(1));
        scene.look(MONTH_END.plus(Duration.ofDays(3)));
        assertThat(scene.all())
                .hasSize(2)
                .filteredOn(alert -> alert.subjectId().equals(late.id()))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.value()).isEqualTo(51);
                    assertThat(alert.about()).isEqualTo(month.toString().substring(0, 7));
                    assertThat(alert.endedAt()).isNotNull();
                });
        assertThat(onlyRule().failingSince()).isNull();
    }

    @Test
    void monthThatCanNeverBeLookedAt_isGivenUp_andTheAuditSaysSo() {
        scene.rules.create(scene.owner, scene.of(AlertKind.MONTH_BYTES, 50, false));
        scene.look(MONTH_END.minusSeconds(300));
        scene.dsl.execute("alter table usage_card rename to elsewhere");
        Instant later = MONTH_END.plus(AlertEvaluation.ADDED_UP_WITHIN);
        for (int i = 1; i < AlertEvaluation.PAST_FAILURES; i++) {
            scene.look(later.plus(Duration.ofMinutes(i)));
        }
        assertThat(onlyRule().failingSince()).isNotNull();
        assertThat(givenUp()).isZero();
        scene.look(later.plus(Duration.ofHours(1)));
        scene.look(later.plus(Duration.ofHours(2)));
        assertThat(onlyRule().failingSince()).isNull();
        assertThat(givenUp()).isEqualTo(1);
    }

    private long givenUp() {
        return scene.dsl
                .resultQuery("select count(*) from audit_entry where action = 'alert-rule.give-up'")
                .fetchSingle(0, Long.class);
    }

    @Test
    void lookThatFails_isMadeAgainLater_andFindsWhatHappenedMeanwhile() {
        scene.rules.create(scene.owner, scene.of(AlertKind.DAY_BYTES, 50, false));
        scene.rules.create(scene.owner, scene.ofTheCard("Device", AlertKind.NEW_DEVICE, 0, 0));
        scene.look(NOON.minus(Duration.ofHours(3)));
        scene.session(scene.sim, NOON.minus(Duration.ofHours(4)), "3569380356438001");
        scene.session(scene.sim, NOON.minus(Duration.ofHours(2)), "4900152073237518");
        scene.carriedOnTheDay(scene.customer, 60, NOON.minus(Duration.ofHours(2)));
        scene.dsl.execute("alter table sim_activity rename to elsewhere");
        scene.dsl.execute("alter table session rename to gone");
        for (int minutes = 90; minutes > 0; minutes -= 30) {
            scene.look(NOON.minus(Duration.ofMinutes(minutes)));
        }
        assertThat(scene.all()).isEmpty();
        assertThat(onlyRule().failingSince()).isEqualTo(NOON.minus(Duration.ofMinutes(90)));
        scene.lookAtWhatIsDue(NOON.minus(Duration.ofMinutes(29)));
        scene.dsl.execute("alter table elsewhere rename to sim_activity");
        scene.dsl.execute("alter table gone rename to session");
        scene.look(NOON);
        scene.look(NOON.plusSeconds(60));
        assertThat(scene.all())
                .extracting(Alert::kind)
                .containsExactlyInAnyOrder(AlertKind.DAY_BYTES, AlertKind.NEW_DEVICE);
        assertThat(onlyRule().failingSince()).isNull();
    }

    @Test
    void whatIsOver_isNotedWhateverBecomesOfTheQuestion_soThatNobodyWaitsForIt() {
        scene.rules.create(scene.owner, scene.of(AlertKind.DAY_BYTES, 50, false));
        scene.carriedOnTheDay(scene.customer, 60, NOON);
        scene.look(NOON);
        assertThat(scene.onlyAlert().endedAt()).isNull();
        scene.dsl.execute("alter table sim_activity rename to elsewhere");
        scene.look(NOON.plus(Duration.ofDays(1)));
        assertThat(scene.onlyAlert().endedAt()).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void burstBetweenTwoLooks_isTold_onceItIsOver_andNotAgain() {
        scene.rules.create(scene.owner, scene.ofTheCard("Burst", AlertKind.SESSIONS, 3, 5));
        scene.rules.create(scene.owner, scene.ofTheCard("Refused", AlertKind.REFUSALS, 3, 5));
        scene.look(NOW);
        for (int i = 0; i < 8; i++) {
            // four within five minutes, and four that are spread
            Duration after = Duration.ofMinutes(i < 4 ? 20 + i : 30 + 4 * i);
            scene.session(scene.sim, NOW.plus(after), "");
            scene.refusal(scene.sim, NOW.plus(after));
        }
        scene.look(NOW.plus(Duration.ofHours(2)));
        scene.look(NOW.plus(Duration.ofMinutes(121)));
        scene.look(NOW.plus(Duration.ofMinutes(122)));
        assertThat(scene.all())
                .hasSize(2)
                .allSatisfy(alert -> {
                    assertThat(alert.value()).isEqualTo(4);
                    assertThat(alert.endedAt()).isNotNull();
                })
                .extracting(Alert::kind)
                .containsExactlyInAnyOrder(AlertKind.SESSIONS, AlertKind.REFUSALS);
    }

    @Test
    void lookOfANodeWhoseClockIsAhead_hidesNothingOnceTheClockIsRight() {
        scene.rules.create(scene.owner, scene.of(AlertKind.DAY_BYTES, 50, false));
        scene.rules.create(scene.owner, scene.ofTheCard("Burst", AlertKind.SESSIONS, 3, 60));
        scene.look(NOON.minus(Duration.ofHours(1)));
        scene.look(NOON.plus(Duration.ofDays(1)));
        scene.carriedOnTheDay(scene.customer, 60, NOON);
        for (int i = 1; i <= 4; i++) {
            scene.session(scene.sim, NOON.minusSeconds(i), "");
        }
        scene.lookAtWhatIsDue(NOON);
        assertThat(scene.all())
                .extracting(Alert::kind)
                .containsExactlyInAnyOrder(AlertKind.DAY_BYTES, AlertKind.SESSIONS);
        scene.lookAtWhatIsDue(NOON.plusSeconds(10));
        assertThat(scene.all()).as("not due yet").hasSize(2);
    }

    @Test
    void timeOfLooks_isTheDatabases() {
        AlertRuleStore rules = scene.modules.get(AlertRuleStore.class);
        Instant asked =
                new TransactionTemplate(scene.modules.get(PlatformTransactionManager.class))
                        .execute(status -> {
                            scene.dsl.execute("create schema ahead");
                            scene.dsl.execute(
                                    "create function ahead.now() returns timestamptz return"
                                            + " pg_catalog.now() + interval '4 hours'");
                            scene.dsl.execute("set local search_path to ahead, pg_catalog, public");
                            status.setRollbackOnly();
                            return rules.now();
                        });
        assertThat(Duration.between(rules.now(), asked))
                .isBetween(Duration.ofMinutes(230), Duration.ofHours(4));
    }

    @Test
    void changedRule_isLookedAtFromTheBeginning_onlyWhenItAsksForSomethingElse() {
        AlertRule rule =
                scene.rules.create(
                        scene.owner, scene.ofTheCard("Device", AlertKind.NEW_DEVICE, 0, 0));
        scene.look(NOW);
        AlertRuleDraft renamed = scene.ofTheCard("Other name", AlertKind.NEW_DEVICE, 0, 0);
        scene.rules.update(scene.owner, rule.id(), rule.version(), renamed);
        scene.session(scene.sim, NOW.minus(Duration.ofHours(4)), "3569380356438001");
        scene.session(scene.sim, NOW.minus(Duration.ofMinutes(50)), "4900152073237518");
        scene.look(NOW.plus(Duration.ofHours(5)));
        assertThat(scene.onlyAlert().ruleName()).isEqualTo("Other name");
    }

    private AlertRule onlyRule() {
        return scene.rules.listing().page(scene.owner.visible(), ListQuery.ALL, 0, 10).getLast();
    }
}
