package io.passerelle.alerts;

import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.store.AlertRuleStore;
import io.passerelle.alerts.store.AlertStore;
import io.passerelle.alerts.store.Conditions;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimRequests;
import io.passerelle.store.StoreFaults;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at rules. A rule's alerts, its mails and its events are one transaction; the suspension
 * comes after it, once, since a mobile operator's refusal must not take the alert back. The time is
 * given, never asked for.
 */
@Component
class AlertEvaluation {

    /** Of one rule at one look; the others come with the next looks. */
    static final int AT_ONCE = 200;

    private static final int SUSPENSIONS_AT_ONCE = 100;
    private static final int ACTION_AT_MOST = 300;
    private static final Logger LOG = LoggerFactory.getLogger(AlertEvaluation.class);
    private static final UUID NOBODY = new UUID(0, 0);

    private final AlertRuleStore rules;
    private final AlertStore alerts;
    private final Conditions conditions;
    private final AlertLetters letters;
    private final Events events;
    private final Organisations organisations;
    private final SimRequests requests;
    private final SimCards cards;
    private final TransactionTemplate transaction;
    private final TransactionTemplate apart;

    AlertEvaluation(
            AlertRuleStore rules,
            AlertStore alerts,
            Conditions conditions,
            AlertLetters letters,
            Events events,
            Organisations organisations,
            SimRequests requests,
            SimCards cards,
            PlatformTransactionManager transactions) {
        this.rules = rules;
        this.alerts = alerts;
        this.conditions = conditions;
        this.letters = letters;
        this.events = events;
        this.organisations = organisations;
        this.requests = requests;
        this.cards = cards;
        this.transaction = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Looks at the rules that were not looked at since a moment, and does what follows. */
    void look(Instant before, Instant now) {
        for (UUID rule : rules.due(before)) {
            lookAt(rule, before, now);
        }
        suspend();
    }

    /** A rule that cannot be looked at must not keep the others from it. */
    private void lookAt(UUID rule, Instant before, Instant now) {
        try {
            transaction.executeWithoutResult(status ->
                    rules.locked(rule)
                            .filter(AlertRule::enabled)
                            .filter(found -> isDue(found, before))
                            .ifPresent(found -> look(found, now)));
        } catch (RuntimeException e) {
            if (StoreFaults.isAway(e)) {
                throw e;
            }
            LOG.atError()
                    .addKeyValue("rule", rule)
                    .setCause(e)
                    .log("a rule of alerts could not be looked at");
            rules.evaluated(rule, now, 0);
        }
    }

    private static boolean isDue(AlertRule rule, Instant before) {
        return rule.evaluatedAt() == null || rule.evaluatedAt().isBefore(before);
    }

    private void look(AlertRule rule, Instant now) {
        alerts.end(rule, now);
        UUID whose =
                rule.scope() == AlertRule.Scope.ORGANISATION
                        ? rule.scopeId()
                        : rule.organisationId();
        List<Finding> found = List.of();
        if (organisations.tree().isEnabled(rule.organisationId())) {
            found = conditions.find(rule, organisations.tree().below(whose), now, AT_ONCE + 1);
        }
        List<Alert> opened = new ArrayList<>();
        for (Finding finding : found.subList(0, Math.min(AT_ONCE, found.size()))) {
            Alert alert = alert(rule, finding, now);
            if (alerts.insert(alert)) {
                opened.add(alert);
                tell(alert);
            }
        }
        letters.opened(rule, opened);
        rules.evaluated(
                rule.id(), now.truncatedTo(ChronoUnit.MICROS), Math.max(0, found.size() - AT_ONCE));
    }

    private static Alert alert(AlertRule rule, Finding finding, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        return new Alert(
                Ids.next(),
                rule.id(),
                rule.name(),
                rule.kind(),
                rule.severity(),
                finding.organisationId(),
                finding.simId(),
                finding.iccid(),
                finding.episode(),
                finding.value(),
                rule.threshold(),
                at,
                rule.kind() == AlertKind.NEW_DEVICE ? at : null,
                Alert.State.OPEN,
                null,
                "",
                "",
                rule.suspends() ? SuspensionOutcome.WANTED.name() : "");
    }

    private void tell(Alert alert) {
        events.publish(
                EventKind.ALERT_OPENED
                        .of(alert.organisationId(), alert.simId(), alert.iccid())
                        .as(alert.severity())
                        .with(EventField.ICCID, alert.iccid())
                        .with(EventField.ALERT, alert.id())
                        .with(EventField.RULE, alert.ruleName())
                        .with(EventField.CONDITION, alert.kind())
                        .with(EventField.VALUE, alert.value())
                        .with(EventField.THRESHOLD, alert.threshold()));
    }

    /** Asks for the suspensions that are still to be asked for, each by itself. */
    private void suspend() {
        for (int i = 0; i < SUSPENSIONS_AT_ONCE; i++) {
            Boolean more = transaction.execute(status -> suspendNext());
            if (!Boolean.TRUE.equals(more)) {
                return;
            }
        }
    }

    private boolean suspendNext() {
        List<Alert> next = alerts.wantingSuspension(SuspensionOutcome.WANTED.name(), 1);
        if (next.isEmpty()) {
            return false;
        }
        Alert alert = next.getFirst();
        alerts.action(alert.id(), outcome(alert));
        return true;
    }

    private String outcome(Alert alert) {
        try {
            if (cards.get(byItself(alert), alert.simId()).guards().terminationProtected()) {
                return SuspensionOutcome.PROTECTED.name();
            }
            apart.executeWithoutResult(status ->
                    requests.ask(
                            byItself(alert),
                            alert.simId(),
                            null,
                            SimAction.SUSPEND,
                            comment(alert.ruleName())));
            return SuspensionOutcome.ASKED.name();
        } catch (Refused | Conflict | NotFound e) {
            String why = e instanceof Refused refused ? refused.errors().getFirst().code() : "";
            String text = SuspensionOutcome.NOT_POSSIBLE + (why.isEmpty() ? "" : ": " + why);
            return text.length() <= ACTION_AT_MOST ? text : text.substring(0, ACTION_AT_MOST);
        }
    }

    /** What the mobile operator and the card's requests show. */
    private static String comment(String rule) {
        return "Passerelle: " + rule;
    }

    /** Who acts when nobody does: may ask for this, and sees the card. */
    private static Viewer byItself(Alert alert) {
        return new Viewer(
                NOBODY,
                "passerelle",
                "Passerelle",
                alert.organisationId(),
                OrganisationKind.CUSTOMER,
                Set.of(Right.MANAGE_SIMS),
                Locale.UK,
                ZoneOffset.UTC,
                "system",
                new Visible.Organisations(Set.of(alert.organisationId())),
                "");
    }
}
