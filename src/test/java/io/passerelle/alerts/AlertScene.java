package io.passerelle.alerts;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.AccountDraft;
import io.passerelle.accounts.Accounts;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.store.AlertRuleStore;
import io.passerelle.alerts.store.Conditions;
import io.passerelle.events.Event;
import io.passerelle.events.Events;
import io.passerelle.events.Severity;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Visible;
import io.passerelle.mail.Mail;
import io.passerelle.mail.MailState;
import io.passerelle.mail.Outbox;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimStatus;
import io.passerelle.testing.Modules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/** Two customers, a card of the first, somebody who gets mails; time passes when it is told to. */
final class AlertScene implements AutoCloseable {

    /** A noon of this month that is neither the first day's nor the last one's. */
    static final Instant NOON =
            Instant.now()
                    .atOffset(ZoneOffset.UTC)
                    .withDayOfMonth(15)
                    .truncatedTo(ChronoUnit.DAYS)
                    .plusHours(12)
                    .toInstant();

    final Modules modules = Modules.start("accounts", "mail", "sims", "alerts");
    final AlertRules rules = modules.get(AlertRules.class);
    final Alerts alerts = modules.get(Alerts.class);
    final DSLContext dsl = modules.database().dsl();
    final Viewer operator;
    final Organisation customer;
    final Organisation other;
    final Viewer owner;
    final UUID reader;
    final Sim sim;
    private final UUID nas;

    AlertScene() {
        modules.get(AlertWatch.class).stop();
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer = organisations.create(operator, draft(root.id(), "Un"));
        other = organisations.create(operator, draft(root.id(), "Deux"));
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
        nas = Ids.next();
        dsl.execute(
                "insert into nas (id, name, network, secret) values (?, 'nas', '127.0.0.1/32', '')",
                nas);
    }

    @Override
    public void close() {
        modules.close();
    }

    /** Every rule is looked at, due or not, and what is due is suspended. */
    void look(Instant now) {
        dsl.execute("update alert_rule set look_at = 'epoch'");
        lookAtWhatIsDue(now);
        modules.get(AlertSuspensions.class).ask(now);
    }

    /** Rules that are due are looked at. */
    void lookAtWhatIsDue(Instant now) {
        modules.get(AlertRuleStore.class)
                .due(now, 100)
                .forEach(due -> modules.get(AlertEvaluation.class).look(due.id(), now));
    }

    /** What a look would tell of. */
    List<Finding> found(AlertRule rule, Instant now) {
        return modules.get(Conditions.class).find(rule, Set.of(customer.id()), now, now, 10);
    }

    List<Alert> all() {
        return alerts.listing().page(operator.visible(), ListQuery.ALL, 0, 1_000);
    }

    Alert onlyAlert() {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    List<Event> told() {
        return modules.get(Events.class)
                .listing(owner)
                .page(owner.visible(), ListQuery.ALL, 0, 100);
    }

    Mail onlyMail() {
        Outbox outbox = modules.get(Outbox.class);
        eventually(() ->
                assertThat(outbox.listing().page(new Visible.Everything(), ListQuery.ALL, 0, 10))
                        .singleElement()
                        .satisfies(mail -> assertThat(mail.state()).isEqualTo(MailState.KEPT)));
        return outbox.listing().page(new Visible.Everything(), ListQuery.ALL, 0, 10).getFirst();
    }

    List<Mail> mails() {
        var mails = modules.get(Outbox.class).listing();
        eventually(() ->
                assertThat(mails.page(new Visible.Everything(), ListQuery.ALL, 0, 10))
                        .allSatisfy(mail -> assertThat(mail.state()).isEqualTo(MailState.KEPT)));
        return mails.page(new Visible.Everything(), ListQuery.ALL, 0, 10);
    }

    String read(Mail mail) {
        return modules.get(Outbox.class).read(operator, mail.id()).orElseThrow();
    }

    /** About the customer's cards. */
    AlertRuleDraft of(AlertKind kind, long threshold, boolean suspends) {
        return new AlertRuleDraft(
                "Too much",
                kind,
                AlertRule.Scope.ORGANISATION,
                customer.id(),
                threshold,
                0,
                Severity.WARNING,
                List.of(reader),
                suspends,
                false,
                true);
    }

    /** About the card. */
    AlertRuleDraft ofTheCard(String name, AlertKind kind, long threshold, int minutes) {
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

    void carriedInTheMonth(Sim card, long bytes, Instant at) {
        dsl.execute(
                "update sim_activity set month = ?, month_bytes = ?, last_radius_at ="
                        + " ?::timestamptz where sim_id = ?",
                LocalDate.ofInstant(at, ZoneOffset.UTC).withDayOfMonth(1),
                bytes,
                at.toString(),
                card.id());
    }

    /** All cards of an organisation carried so much on a day. */
    void carriedOnTheDay(Organisation whose, long bytes, Instant at) {
        dsl.execute(
                "insert into usage_card (sim_id, day, group_id, organisation_id, heard, octets_in,"
                        + " octets_out, sessions, hours_in, hours_out, hours_sessions)"
                        + " select id, ?, group_id, organisation_id, 1, ?, 0, 1,"
                        + " array_fill(0::bigint, array[24]), array_fill(0::bigint, array[24]),"
                        + " array_fill(0, array[24]) from sim where organisation_id = ?",
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                bytes,
                whose.id());
        dsl.execute(
                "update sim_activity set last_radius_at = ?::timestamptz, day = ?, day_bytes = ?,"
                        + " month = date_trunc('month', ?::date), month_bytes = ?"
                        + " where organisation_id = ?",
                at.toString(),
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                bytes,
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                bytes,
                whose.id());
    }

    void heard(Sim card, Instant at) {
        dsl.execute(
                "update sim_activity set last_radius_at = ?::timestamptz where sim_id = ?",
                at.toString(),
                card.id());
    }

    void session(Sim card, Instant at, String imeisv) {
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

    void refusal(Sim card, Instant at) {
        dsl.execute(
                "insert into authentication (id, at, sim_id, organisation_id, method, accepted,"
                        + " reason) values (?, ?::timestamptz, ?, ?, 'PAP', false, 'STATUS')",
                Ids.next(),
                at.toString(),
                card.id(),
                card.organisationId());
    }

    Sim card(Organisation whose, String iccid) {
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

    /** More cards of the customer's. */
    void cards(int many) {
        dsl.execute(
                "insert into sim (id, organisation_id, group_id, iccid) select gen_random_uuid(),"
                        + " organisation_id, group_id, '89330000001' || lpad(n::text, 8, '0')"
                        + " from sim, generate_series(1, ?) n where id = ?",
                many,
                sim.id());
    }

    /** The card, as it is now. */
    Sim sim() {
        return modules.get(SimCards.class).get(owner, sim.id());
    }

    private static OrganisationDraft draft(UUID parent, String name) {
        return new OrganisationDraft(parent, OrganisationKind.CUSTOMER, name, "", true);
    }
}
