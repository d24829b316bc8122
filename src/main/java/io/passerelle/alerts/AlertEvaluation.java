package io.passerelle.alerts;

import io.passerelle.accounts.Organisations;
import io.passerelle.alerts.store.AlertRuleStore;
import io.passerelle.alerts.store.AlertRuleStore.Claimed;
import io.passerelle.alerts.store.AlertRuleStore.Looked;
import io.passerelle.alerts.store.AlertStore;
import io.passerelle.alerts.store.Conditions;
import io.passerelle.foundation.Ids;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at rules. What a look finds, its mails, its events and the mark from which the next look
 * goes on are one transaction: a look that fails, or finds too much at once, leaves the mark where
 * it was, so that the next one finds the rest. What was found before is left out by the alerts
 * there are. The time is given, never asked for.
 */
@Component
class AlertEvaluation {

    /** Of one rule at one look; the others come with the next looks. */
    static final int AT_ONCE = 200;

    /** How long a statement of a look may take. */
    static final Duration STATEMENT = Duration.ofSeconds(20);

    /** Longer than a look takes: another node looks then. */
    static final Duration LEASE = Duration.ofMinutes(2);

    /** Reports are written some time after they happened: journals gather, the database is away. */
    static final Duration LATE = Duration.ofMinutes(15);

    /** How long a session may be told after it began. */
    static final Duration SESSION_LATE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(AlertEvaluation.class);

    private final AlertRuleStore rules;
    private final AlertStore alerts;
    private final Conditions conditions;
    private final AlertLetters letters;
    private final AlertNews news;
    private final Organisations organisations;
    private final TransactionTemplate transaction;

    AlertEvaluation(
            AlertRuleStore rules,
            AlertStore alerts,
            Conditions conditions,
            AlertLetters letters,
            AlertNews news,
            Organisations organisations,
            PlatformTransactionManager transactions) {
        this.rules = rules;
        this.alerts = alerts;
        this.conditions = conditions;
        this.letters = letters;
        this.news = news;
        this.organisations = organisations;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Looks at a rule that is due, and does what follows. A rule that cannot be looked at is tried
     * again later.
     *
     * @throws RuntimeException when the database is away
     */
    void look(UUID id, Instant now) {
        rules.claim(id, now, now.plus(LEASE)).ifPresent(claimed -> look(claimed, now));
    }

    private void look(Claimed claimed, Instant now) {
        AlertRule rule = claimed.rule();
        long start = System.nanoTime();
        try {
            Instant from = from(claimed, now);
            List<Finding> found =
                    Objects.requireNonNull(transaction.execute(status -> find(rule, from, now)));
            transaction.executeWithoutResult(status -> record(rule, found, from, now, start));
        } catch (RuntimeException e) {
            Duration took = since(start);
            Duration pause = Rhythm.afterFailure(rule, claimed.failures() + 1);
            rules.failed(rule, now.truncatedTo(ChronoUnit.MICROS), now.plus(pause), took);
            complain(rule, took, e);
        }
    }

    private static void complain(AlertRule rule, Duration took, RuntimeException e) {
        LOG.atWarn()
                .addKeyValue("rule", rule.id())
                .addKeyValue("millis", took.toMillis())
                .addKeyValue("reason", StoreFaults.reason(e))
                .setCause(StoreFaults.isAway(e) ? null : e)
                .log("a rule of alerts could not be looked at");
    }

    /** Where a look begins: what comes before was looked at. */
    private static Instant from(Claimed claimed, Instant now) {
        Instant mark = claimed.lookedFrom();
        if (mark != null) {
            return mark;
        }
        AlertRule rule = claimed.rule();
        return switch (rule.kind()) {
            case SESSIONS, REFUSALS -> now.minus(Duration.ofMinutes(rule.windowMinutes()));
            case NEW_DEVICE -> now.minus(SESSION_LATE);
            default -> now;
        };
    }

    /** Where the next one begins after a look that found everything; never before this one. */
    private static Instant next(AlertRule rule, Instant from, Instant now) {
        Instant next = now.minus(rule.kind() == AlertKind.NEW_DEVICE ? SESSION_LATE : LATE);
        return next.isAfter(from) ? next : from;
    }

    private List<Finding> find(AlertRule rule, Instant from, Instant now) {
        conditions.bound(STATEMENT);
        alerts.end(rule, now);
        if (!organisations.tree().isEnabled(rule.organisationId())) {
            return List.of();
        }
        UUID whose =
                rule.scope() == AlertRule.Scope.ORGANISATION
                        ? rule.scopeId()
                        : rule.organisationId();
        return conditions.find(rule, organisations.tree().below(whose), from, now, AT_ONCE + 1);
    }

    private void record(
            AlertRule rule, List<Finding> found, Instant from, Instant now, long start) {
        if (!rules.holds(rule)) {
            return; // somebody changed it meanwhile: what it asks for now is looked for next
        }
        List<Alert> opened = new ArrayList<>();
        for (Finding finding : found.subList(0, Math.min(AT_ONCE, found.size()))) {
            Alert alert = alert(rule, finding, now);
            if (alerts.insert(alert)) {
                opened.add(alert);
                news.opened(alert);
            }
        }
        letters.opened(rule, opened);
        boolean whole = found.size() <= AT_ONCE;
        Duration took = since(start);
        Duration pause = whole ? Rhythm.after(rule, took) : Rhythm.AT_ONCE;
        rules.looked(
                rule.id(),
                new Looked(
                        now.truncatedTo(ChronoUnit.MICROS),
                        (whole ? next(rule, from, now) : from).truncatedTo(ChronoUnit.MICROS),
                        now.plus(pause).truncatedTo(ChronoUnit.MICROS),
                        took,
                        Math.max(0, found.size() - AT_ONCE)));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
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
                rule.kind().isTotal() ? rule.scope() : AlertRule.Scope.SIM,
                finding.subjectId(),
                finding.subject(),
                finding.episode(),
                finding.value(),
                rule.threshold(),
                at,
                finding.over() ? at : null,
                Alert.State.OPEN,
                null,
                "",
                "",
                rule.suspends() ? SuspensionOutcome.WANTED.name() : "",
                rule.suspends() ? at : null,
                0);
    }
}
