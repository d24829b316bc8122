package io.passerelle.alerts;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.Event;
import io.passerelle.events.Events;
import io.passerelle.events.Severity;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.mail.Mail;
import io.passerelle.mail.MailState;
import io.passerelle.mail.Outbox;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.passerelle.testing.Modules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-10: one condition makes one alert, and what follows is what the rule wants. */
class AlertsTest {

    private static final Instant NOW = Instant.now();

    private final Modules modules = Modules.start("accounts", "mail", "sims", "alerts");
    private final AlertRules rules = modules.get(AlertRules.class);
    private final Alerts alerts = modules.get(Alerts.class);
    private final AlertEvaluation evaluation = modules.get(AlertEvaluation.class);
    private final DSLContext dsl = modules.database().dsl();
    private Organisation customer;
    private Organisation other;
    private Viewer operator;
    private Viewer owner;
    private UUID reader;
    private Sim sim;

    @BeforeEach
    void makeACard() {
        modules.get(AlertWatch.class).stop();
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer = organisations.create(operator, draft(root, "Un"));
        other = organisations.create(operator, draft(root, "Deux"));
        owner = Modules.customer(customer.id(), Right.MANAGE_ALERTS, Right.MANAGE_SIMS);
        reader =
                modules.get(Accounts.class)
                        .create(
                                new AccountDraft(
                                        customer.id(),
                                        "claire",
                                        "a long enough password",
                                        "Claire",
                                        "Martin",
                                        "claire@example.com",
                                        "fr",
                                        "Europe/Paris",
                                        Set.of()));
        eventually(() -> {
            assertThat(organisations.tree().byId(other.id())).isPresent();
            assertThat(modules.get(SimGroups.class).defaultOf(customer.id())).isPresent();
            assertThat(modules.get(SimGroups.class).defaultOf(other.id())).isPresent();
        });
        sim = card(customer, "8933000000000000001");
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void cardAboveItsMonth_isTold_onceAMonth_byMailInTheReadersLanguage_andSuspended() {
        AlertRule rule = rules.create(owner, month(50_000_000, true));
        carried(sim, 49_999_999, NOW);
        look(NOW);
        assertThat(all()).isEmpty();
        carried(sim, 60_000_000, NOW);
        look(NOW.plusSeconds(60));
        look(NOW.plusSeconds(120));
        Alert alert = onlyAlert();
        assertThat(alert.ruleId()).isEqualTo(rule.id());
        assertThat(alert.value()).isEqualTo(60_000_000);
        assertThat(alert.action()).isEqualTo("ASKED");
        assertThat(alerts.open(owner)).isEqualTo(1);
        assertThat(modules.get(SimCards.class).get(owner, sim.id()).status())
                .isEqualTo(SimStatus.SUSPENSION_REQUESTED);
        SimRequest request =
                modules.get(SimRequests.class)
                        .listing()
                        .page(owner.visible(), ListQuery.ALL, 0, 10)
                        .getFirst();
        assertThat(request.comment()).isEqualTo("Passerelle: " + rule.name());
        assertThat(told()).contains("alert.opened", "sim.request.asked");
        Mail mail = onlyMail();
        assertThat(mail.recipient()).isEqualTo("claire@example.com");
        assertThat(mail.subject()).isEqualTo("Alerte : " + rule.name());
        assertThat(modules.get(Outbox.class).read(operator, mail.id()))
                .hasValueSatisfying(text ->
                        assertThat(text).contains(sim.iccid(), "60 Mo", "50 Mo", "La suspension"));
    }

    @Test
    void cardAboveItsMonthTwoMonthsRunning_isToldTwice_unlessItIsReArmedByHand() {
        rules.create(owner, month(50, false));
        AlertRuleDraft byHand = month(50, false);
        rules.create(
                owner,
                new AlertRuleDraft(
                        "By hand",
                        byHand.kind(),
                        byHand.scope(),
                        byHand.scopeId(),
                        50,
                        0,
                        Severity.ERROR,
                        List.of(),
                        false,
                        true,
                        true));
        carried(sim, 60, NOW);
        look(NOW);
        assertThat(all()).hasSize(2);
        Instant later = NOW.plus(Duration.ofDays(40));
        carried(sim, 60, later);
        look(later);
        assertThat(all()).hasSize(3);
        Alert first =
                all().stream()
                        .filter(a -> a.ruleName().equals("By hand"))
                        .findFirst()
                        .orElseThrow();
        assertThat(first.endedAt()).isNotNull();
        alerts.close(owner, first.id(), "seen");
        look(later.plusSeconds(60));
        assertThat(all()).hasSize(4);
    }

    @Test
    void silentCard_isTold_untilItIsHeardAgain_andThenAnew() {
        rules.create(owner, rule("Silent", AlertKind.SILENCE, 6, 0));
        heard(sim, NOW.minus(Duration.ofHours(5)));
        look(NOW);
        assertThat(all()).isEmpty();
        look(NOW.plus(Duration.ofHours(2)));
        look(NOW.plus(Duration.ofHours(3)));
        assertThat(onlyAlert().value()).isEqualTo(7);
        heard(sim, NOW.plus(Duration.ofHours(4)));
        look(NOW.plus(Duration.ofHours(5)));
        assertThat(onlyAlert().endedAt()).isNotNull();
        look(NOW.plus(Duration.ofHours(11)));
        assertThat(all()).hasSize(2);
    }

    @Test
    void flappingCard_isToldOnce_andAgainOnlyAfterItCalmedDown() {
        rules.create(owner, rule("Flapping", AlertKind.SESSIONS, 3, 60));
        UUID nas = nas();
        for (int i = 0; i < 4; i++) {
            session(nas, sim, NOW.plusSeconds(i), "");
        }
        look(NOW.plusSeconds(60));
        session(nas, sim, NOW.plusSeconds(61), "");
        look(NOW.plusSeconds(125));
        assertThat(onlyAlert().value()).isEqualTo(4);
        assertThat(onlyAlert().endedAt()).isNull();
        look(NOW.plus(Duration.ofMinutes(90)));
        assertThat(onlyAlert().endedAt()).isNotNull();
    }

    @Test
    void refusedCard_andAnotherDevice_areTold() {
        rules.create(owner, rule("Refused", AlertKind.REFUSALS, 2, 30));
        rules.create(owner, rule("Device", AlertKind.NEW_DEVICE, 0, 0));
        for (int i = 0; i < 3; i++) {
            refusal(sim, Instant.now());
        }
        UUID nas = nas();
        session(nas, sim, NOW.minusSeconds(100), "3569380356438001");
        session(nas, sim, NOW.minusSeconds(50), "3569380356438002"); // its software is newer
        look(Instant.now());
        assertThat(onlyAlert().kind()).isEqualTo(AlertKind.REFUSALS);
        session(nas, sim, NOW, "4900152073237518");
        look(Instant.now().plusSeconds(61));
        look(Instant.now().plusSeconds(122));
        assertThat(all())
                .filteredOn(alert -> alert.kind() == AlertKind.NEW_DEVICE)
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.episode()).startsWith("49001520732375 ");
                    assertThat(alert.endedAt()).isNotNull();
                });
    }

    @Test
    void rule_looksAtItsScopeOnly() {
        Sim theirs = card(other, "8933000000000000002");
        carried(sim, 60, NOW);
        carried(theirs, 60, NOW);
        rules.create(owner, month(50, false));
        look(NOW);
        assertThat(onlyAlert().simId()).isEqualTo(sim.id());
        Viewer stranger = Modules.customer(other.id(), Right.MANAGE_ALERTS);
        assertThat(alerts.open(stranger)).isZero();
        assertThatThrownBy(() -> alerts.get(stranger, onlyAlert().id()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> rules.create(stranger, month(50, false)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("alert.scope");
    }

    @Test
    void alert_isAcknowledgedAndClosed_byWhoMay_withANote() {
        rules.create(owner, month(50, false));
        carried(sim, 60, NOW);
        look(NOW);
        UUID id = onlyAlert().id();
        Viewer clerk = Modules.customer(customer.id());
        assertThat(alerts.get(clerk, id).state()).isEqualTo(Alert.State.OPEN);
        assertThatThrownBy(() -> alerts.acknowledge(clerk, id, "")).isInstanceOf(Forbidden.class);
        Alert known = alerts.acknowledge(owner, id, "calling the customer");
        assertThat(known.state()).isEqualTo(Alert.State.ACKNOWLEDGED);
        assertThat(known.changedBy()).isEqualTo("tester");
        assertThat(known.note()).isEqualTo("calling the customer");
        assertThat(alerts.open(owner)).isZero();
        alerts.close(owner, id, "");
        assertThatThrownBy(() -> alerts.acknowledge(owner, id, "")).isInstanceOf(Conflict.class);
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
        Viewer clerk = Modules.customer(customer.id(), Right.MANAGE_ALERTS);
        assertThatThrownBy(() -> rules.create(clerk, wrong))
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
        Viewer nobody = Modules.customer(customer.id());
        assertThatThrownBy(() -> rules.create(nobody, month(1, false)))
                .isInstanceOf(Forbidden.class);
    }

    private void look(Instant now) {
        evaluation.look(now.minusSeconds(30), now);
    }

    private List<Alert> all() {
        return alerts.listing().page(operator.visible(), ListQuery.ALL, 0, 100);
    }

    private Alert onlyAlert() {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    private List<String> told() {
        return modules
                .get(Events.class)
                .listing(owner)
                .page(owner.visible(), ListQuery.ALL, 0, 100)
                .stream()
                .map(Event::kind)
                .toList();
    }

    private Mail onlyMail() {
        Outbox outbox = modules.get(Outbox.class);
        eventually(() ->
                assertThat(outbox.listing().page(new Visible.Everything(), ListQuery.ALL, 0, 10))
                        .singleElement()
                        .satisfies(mail -> assertThat(mail.state()).isEqualTo(MailState.KEPT)));
        return outbox.listing().page(new Visible.Everything(), ListQuery.ALL, 0, 10).getFirst();
    }

    private AlertRuleDraft month(long bytes, boolean suspends) {
        return new AlertRuleDraft(
                "Too much",
                AlertKind.MONTH_BYTES,
                AlertRule.Scope.ORGANISATION,
                customer.id(),
                bytes,
                0,
                Severity.WARNING,
                List.of(reader),
                suspends,
                false,
                true);
    }

    private AlertRuleDraft rule(String name, AlertKind kind, long threshold, int minutes) {
        return new AlertRuleDraft(
                name,
                kind,
                AlertRule.Scope.SIM,
                sim.id(),
                threshold,
                minutes,
                Severity.WARNING,
                List.of(),
                false,
                false,
                true);
    }

    private void carried(Sim card, long bytes, Instant at) {
        dsl.execute(
                "update sim_activity set month = ?, month_bytes = ?, last_radius_at = ?::timestamptz"
                        + " where sim_id = ?",
                LocalDate.ofInstant(at, ZoneOffset.UTC).withDayOfMonth(1),
                bytes,
                at.toString(),
                card.id());
    }

    private void heard(Sim card, Instant at) {
        dsl.execute(
                "update sim_activity set last_radius_at = ?::timestamptz where sim_id = ?",
                at.toString(),
                card.id());
    }

    private UUID nas() {
        UUID id = Ids.next();
        dsl.execute(
                "insert into nas (id, name, network, secret) values (?, 'nas', '127.0.0.1/32', '')",
                id);
        return id;
    }

    private void session(UUID nas, Sim card, Instant at, String imeisv) {
        dsl.execute(
                "insert into session (id, sim_id, organisation_id, nas_id, acct_session_id, imeisv,"
                        + " started_at, last_at) values (?, ?, ?, ?, 'x', ?, ?::timestamptz, now())",
                Ids.next(),
                card.id(),
                card.organisationId(),
                nas,
                imeisv,
                at.toString());
    }

    private void refusal(Sim card, Instant at) {
        dsl.execute(
                "insert into authentication (id, at, sim_id, organisation_id, method, accepted,"
                        + " reason) values (?, ?::timestamptz, ?, ?, 'PAP', false, 'STATUS')",
                Ids.next(),
                at.toString(),
                card.id(),
                card.organisationId());
    }

    private Sim card(Organisation whose, String iccid) {
        return modules.get(SimCards.class)
                .create(
                        operator,
                        new SimDraft(
                                whose.id(),
                                null,
                                null,
                                iccid,
                                null,
                                null,
                                "Orange",
                                SimStatus.ACTIVE,
                                "",
                                null,
                                null,
                                null));
    }

    private static OrganisationDraft draft(Organisation root, String name) {
        return new OrganisationDraft(root.id(), OrganisationKind.CUSTOMER, name, "", true);
    }
}
