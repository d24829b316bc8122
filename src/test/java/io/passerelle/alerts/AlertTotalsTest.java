package io.passerelle.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Organisation;
import io.passerelle.events.Event;
import io.passerelle.events.Severity;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.SimGroups;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M2M-10: what the cards of a group, or of an organisation and all below it, carried together. */
class AlertTotalsTest {

    private static final Instant NOON = AlertScene.NOON;

    private final AlertScene scene = new AlertScene();
    private final UUID group =
            scene.modules.get(SimGroups.class).defaultOf(scene.customer.id()).orElseThrow();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void organisationAboveItsDay_isTold_onceADay_byMailAndEvent() {
        scene.rules.create(scene.owner, scene.of(AlertKind.TOTAL_DAY_BYTES, 50_000_000, false));
        addedUp(scene.customer.id(), NOON, 30_000_000);
        addedUp(scene.other.id(), NOON, 90_000_000);
        told(scene.customer, NOON, 20_000_000);
        scene.look(NOON);
        assertThat(scene.all()).as("exactly what is allowed").isEmpty();
        told(scene.customer, NOON, 1_000_000);
        told(scene.customer, NOON.minus(Duration.ofDays(1)), 40_000_000);
        scene.look(NOON.plusSeconds(60));
        scene.look(NOON.plusSeconds(120));
        Alert alert = scene.onlyAlert();
        assertThat(alert.scope()).isEqualTo(AlertRule.Scope.ORGANISATION);
        assertThat(alert.subjectId()).isEqualTo(scene.customer.id());
        assertThat(alert.subject()).isEqualTo("Un");
        assertThat(alert.simId()).isNull();
        assertThat(alert.value()).isEqualTo(51_000_000);
        assertThat(alert.endedAt()).isNull();
        String day =
                DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(ZoneOffset.UTC).format(NOON);
        assertThat(scene.read(scene.onlyMail()))
                .contains("Un : 51 Mo au total le " + day + ", plus de 50 Mo");
        Event event = scene.told().getFirst();
        assertThat(event.kind()).isEqualTo("alert.total.opened");
        assertThat(event.subjectId()).isEqualTo(scene.customer.id().toString());
        assertThat(event.data()).containsEntry("value", 51_000_000).doesNotContainKey("group");
        scene.alerts.acknowledge(scene.owner, alert.id(), "");
        scene.alerts.close(scene.owner, alert.id(), "seen");
        assertThat(scene.told())
                .extracting(Event::kind)
                .startsWith("alert.total.closed", "alert.total.acknowledged");
        scene.look(NOON.plus(Duration.ofHours(13)));
        assertThat(scene.onlyAlert().endedAt()).isNotNull();
        addedUp(scene.customer.id(), NOON.plus(Duration.ofDays(1)), 60_000_000);
        scene.look(NOON.plus(Duration.ofDays(1)));
        assertThat(scene.all()).hasSize(2);
    }

    @Test
    void groupAboveItsMonth_isTold_alsoWhenTheMonthEndedMeanwhile() {
        scene.rules.create(scene.owner, ofTheGroup(AlertKind.TOTAL_MONTH_BYTES, 100));
        Instant end =
                NOON.atOffset(ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .plusMonths(1)
                        .truncatedTo(ChronoUnit.DAYS)
                        .toInstant();
        addedUp(group, NOON, 60);
        addedUp(group, NOON.minus(Duration.ofDays(3)), 30);
        scene.look(end.minusSeconds(300));
        assertThat(scene.all()).isEmpty();
        told(scene.customer, end.minusSeconds(1), 11);
        scene.look(end.plusSeconds(5));
        assertThat(scene.onlyAlert().value()).isEqualTo(101);
        assertThat(scene.onlyAlert().subject()).isEqualTo("défaut");
        assertThat(scene.onlyAlert().endedAt()).as("the month is over").isNotNull();
        assertThat(scene.told().getFirst().data())
                .containsEntry("group", group.toString())
                .containsEntry("label", "défaut");
        scene.look(end.plusSeconds(300));
        assertThat(scene.all()).hasSize(1);
    }

    @Test
    void totalOfOneCard_andTotalThatSuspends_areRefused() {
        assertThatThrownBy(() ->
                        scene.rules.create(
                                scene.owner,
                                scene.ofTheCard("One card", AlertKind.TOTAL_DAY_BYTES, 5, 0)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .containsExactly(
                                                FieldError.of("scope", "alert.total.scope")));
        assertThatThrownBy(() ->
                        scene.rules.create(
                                scene.owner, scene.of(AlertKind.TOTAL_DAY_BYTES, 5, true)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("alert.total.suspends");
    }

    private AlertRuleDraft ofTheGroup(AlertKind kind, long threshold) {
        return new AlertRuleDraft(
                "The group",
                kind,
                AlertRule.Scope.GROUP,
                group,
                threshold,
                0,
                Severity.ERROR,
                List.of(),
                false,
                false,
                true);
    }

    /** As the upkeep of the counters writes it. */
    private void addedUp(UUID subject, Instant at, long bytes) {
        scene.dsl.execute(
                "insert into usage_fleet (subject_id, day, heard, octets_in, octets_out, sessions,"
                        + " hours_in, hours_out, hours_sessions) values (?, ?, 1, ?, ?, 1,"
                        + " array_fill(0::bigint, array[24]), array_fill(0::bigint, array[24]),"
                        + " array_fill(0, array[24]))",
                subject,
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                bytes / 3,
                bytes - bytes / 3);
    }

    /** As reports come, before they are added up. */
    private void told(Organisation whose, Instant at, long bytes) {
        scene.dsl.execute(
                "insert into usage_told (group_id, organisation_id, hour, octets_in, octets_out,"
                        + " sessions) values (?, ?, date_trunc('hour', ?::timestamptz), ?, 0, 0)",
                group,
                whose.id(),
                at.toString(),
                bytes);
    }
}
