package io.passerelle.alerts;

import io.passerelle.accounts.Audit;
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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at rules. What a look finds to be over is noted by itself, what it finds and its events are
 * one transaction; the mails and the mark from which the next look goes on follow in another, and
 * say what they left. A look that fails, or finds too much at once, leaves the mark where it was,
 * so that the next one finds the rest. What was found before is left out by the alerts there are.
 * The time is given, never asked for.
 */
@Component
class AlertEvaluation {

    /** Of one rule at one look; the others come with the next looks. */
    static final int AT_ONCE = 200;

    /** How long a statement of a look may take. */
    static final Duration STATEMENT = Duration.ofSeconds(20);

    /** Longer than a look takes: another node looks then. */
    static final Duration LEASE = Duration.ofMinutes(4);

    /** After how many failures a day or month that is over is given up. */
    static final int PAST_FAILURES = 5;

    /** What cards carried in a month is added up by then, if it ever is. */
    static final Duration ADDED_UP_WITHIN = Duration.ofDays(7);

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
    private final Audit audit;
    private final TransactionTemplate transaction;

    AlertEvaluation(
            AlertRuleStore rules,
            AlertStore alerts,
            Conditions conditions,
            AlertLetters letters,
            AlertNews news,
            Organisations organisations,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.rules = rules;
        this.alerts = alerts;
        this.conditions = conditions;
        this.letters = letters;
        this.news = news;
        this.organisations = organisations;
        this.audit = audit;
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
            int missed =
                    tell(rule, whose -> conditions.find(rule, whose, from, now, AT_ONCE + 1), now);
            Past past =
                    missed == 0 && rule.kind().countsBytes()
                            ? past(claimed, from, now)
                            : new Past(from, missed, false);
            transaction.executeWithoutResult(status -> looked(rule, past, now, start));
        } catch (RuntimeException e) {
            Duration took = since(start);
            Duration pause = Rhythm.afterFailure(rule, claimed.failures() + 1);
            rules.failed(rule, now.truncatedTo(ChronoUnit.MICROS), now.plus(pause), took, false);
            complain(rule, took, e);
        }
    }

    /**
     * How far a look came.
     *
     * @param from where the next one begins at the earliest
     * @param missed what was left for it, at the least
     * @param failed whether a day or month that is over could not be looked at
     */
    private record Past(Instant from, int missed, boolean failed) {}

    /**
     * Looks at days or months that are over, the oldest first: each by itself, so that one that
     * takes too long holds up neither this one nor those before it.
     */
    private Past past(Claimed claimed, Instant from, Instant now) {
        AlertRule rule = claimed.rule();
        Instant mark = from;
        int failures = claimed.pastFailures();
        for (Period period : Period.between(rule.kind(), from, now)) {
            if (!period.over()) {
                break;
            }
            boolean waits = waits(rule, period, now);
            if (waits && failures > 0) {
                return new Past(mark, 0, true);
            }
            long start = System.nanoTime();
            try {
                int missed =
                        tell(rule, whose -> conditions.find(rule, whose, period, AT_ONCE + 1), now);
                if (missed > 0) {
                    return new Past(mark, missed, false);
                }
                mark = earlier(end(period), next(rule, mark, now));
            } catch (RuntimeException e) {
                if (StoreFaults.isAway(e)) {
                    throw e;
                }
                complain(rule, since(start), e);
                if (waits || failures + 1 < PAST_FAILURES) {
                    return new Past(mark, 0, true);
                }
                giveUp(rule, period);
                mark = end(period);
            }
            failures = 0;
            rules.past(rule, mark.truncatedTo(ChronoUnit.MICROS));
        }
        return new Past(mark, 0, false);
    }

    /** Whether a month will be looked at quickly once it is added up. */
    private boolean waits(AlertRule rule, Period period, Instant now) {
        return rule.kind() == AlertKind.MONTH_BYTES
                && now.isBefore(end(period).plus(ADDED_UP_WITHIN))
                && !conditions.isAddedUp(period);
    }

    /** The rule goes on behind it; whoever has it reads so in the audit. */
    private void giveUp(AlertRule rule, Period period) {
        audit.doneByItself(
                AlertSuspensions.BY,
                "alert-rule.give-up",
                AlertRules.KIND,
                rule.id(),
                rule.organisationId(),
                null,
                Map.of("name", rule.name(), "period", period.name()));
        LOG.atWarn()
                .addKeyValue("rule", rule.id())
                .addKeyValue("period", period.name())
                .log("a rule of alerts is not looked at any more for a period that is over");
    }

    private static Instant end(Period period) {
        return period.behind().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static void complain(AlertRule rule, Duration took, RuntimeException e) {
        LOG.atWarn()
                .addKeyValue("rule", rule.id())
                .addKeyValue("millis", took.toMillis())
                .addKeyValue("reason", StoreFaults.reason(e))
                .setCause(StoreFaults.isAway(e) ? null : e)
                .log("a rule of alerts could not be looked at");
    }

    /**
     * Where a look begins: what comes before was looked at. A mark that has not come is of a clock
     * that was ahead, and says nothing: what was told already is left out by the alerts there are.
     */
    private static Instant from(Claimed claimed, Instant now) {
        Instant mark = claimed.lookedFrom();
        if (mark != null && !mark.isAfter(now)) {
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

    /** Tells of what is found; how many were left out because there were too many, at the least. */
    private int tell(AlertRule rule, Function<Set<UUID>, List<Finding>> question, Instant now) {
        // by itself: whoever switches the rule off needs its alerts, and must not wait for the
        // question
        transaction.executeWithoutResult(status -> end(rule, now));
        List<Finding> found =
                Objects.requireNonNull(transaction.execute(status -> find(rule, question)));
        if (!found.isEmpty()) {
            transaction.executeWithoutResult(status -> record(rule, found, now));
        }
        return Math.max(0, found.size() - AT_ONCE);
    }

    private void end(AlertRule rule, Instant now) {
        conditions.bound(STATEMENT);
        alerts.end(rule, now);
    }

    private List<Finding> find(AlertRule rule, Function<Set<UUID>, List<Finding>> question) {
        conditions.bound(STATEMENT);
        if (!organisations.tree().isEnabled(rule.organisationId())) {
            return List.of();
        }
        UUID whose =
                rule.scope() == AlertRule.Scope.ORGANISATION
                        ? rule.scopeId()
                        : rule.organisationId();
        return question.apply(organisations.tree().below(whose));
    }

    private void record(AlertRule rule, List<Finding> found, Instant now) {
        if (!rules.holds(rule)) {
            return; // somebody changed it meanwhile: what it asks for now is looked for next
        }
        List<Alert> wanted =
                found.stream().limit(AT_ONCE).map(finding -> alert(rule, finding, now)).toList();
        Set<UUID> fresh = alerts.insert(rule.id(), wanted);
        news.opened(wanted.stream().filter(alert -> fresh.contains(alert.id())).toList());
    }

    private void looked(AlertRule rule, Past past, Instant now, long start) {
        if (!rules.holds(rule)) {
            return;
        }
        boolean whole = past.missed() == 0;
        letters.tell(rule, whole, now);
        Duration took = since(start);
        Duration pause = whole ? Rhythm.after(rule, took) : Rhythm.AT_ONCE;
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        if (past.failed()) {
            rules.failed(rule, at, at.plus(pause), took, true);
            return;
        }
        Instant from = whole ? next(rule, past.from(), now) : past.from();
        rules.looked(
                rule.id(),
                new Looked(
                        at,
                        from.truncatedTo(ChronoUnit.MICROS),
                        now.plus(pause).truncatedTo(ChronoUnit.MICROS),
                        took,
                        past.missed()));
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
