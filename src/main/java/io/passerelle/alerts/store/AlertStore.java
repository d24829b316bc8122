package io.passerelle.alerts.store;

import static io.passerelle.store.db.Tables.ALERT;
import static io.passerelle.store.db.Tables.ALERT_RULE;

import io.passerelle.alerts.Alert;
import io.passerelle.alerts.AlertKind;
import io.passerelle.alerts.AlertRule;
import io.passerelle.alerts.Period;
import io.passerelle.alerts.SuspensionOutcome;
import io.passerelle.events.Severity;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Visible;
import io.passerelle.store.CardWords;
import io.passerelle.store.Filters;
import io.passerelle.store.History;
import io.passerelle.store.JooqListing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of alerts. */
@Repository
public class AlertStore {

    /** A condition is over when what is counted fell to four fifths of what it takes to be one. */
    private static final double OVER = 0.8;

    /** Longer than any pause of a suspension: what is due later was noted by a clock ahead. */
    private static final Duration NO_LATER = Duration.ofHours(6);

    private static final List<Field<?>> WRITTEN =
            List.of(
                    ALERT.ID,
                    ALERT.RULE_ID,
                    ALERT.QUESTION,
                    ALERT.RULE_NAME,
                    ALERT.KIND,
                    ALERT.SEVERITY,
                    ALERT.ORGANISATION_ID,
                    ALERT.SCOPE,
                    ALERT.SUBJECT_ID,
                    ALERT.SUBJECT,
                    ALERT.EPISODE,
                    ALERT.VALUE,
                    ALERT.THRESHOLD,
                    ALERT.OPENED_AT,
                    ALERT.ENDED_AT,
                    ALERT.ACTION,
                    ALERT.ACTION_AT);

    private final DSLContext dsl;
    private final History history;

    AlertStore(DSLContext dsl, History history) {
        this.dsl = dsl;
        this.history = history;
    }

    /**
     * Adds some of a rule that nobody changes meanwhile, in their order and by one statement.
     *
     * @return those that were not there
     */
    public Set<UUID> insert(UUID rule, List<Alert> alerts) {
        var insert = dsl.insertInto(ALERT).columns(WRITTEN);
        for (Alert alert : alerts) {
            insert =
                    insert.values(
                            alert.id(),
                            rule,
                            question(rule),
                            alert.ruleName(),
                            alert.kind().name(),
                            alert.severity().name(),
                            alert.organisationId(),
                            alert.scope().name(),
                            alert.subjectId(),
                            alert.subject(),
                            alert.episode(),
                            alert.value(),
                            alert.threshold(),
                            alert.openedAt(),
                            alert.endedAt(),
                            alert.action(),
                            alert.actionAt());
        }
        return insert.onConflictDoNothing().returningResult(ALERT.ID).fetchSet(ALERT.ID);
    }

    /**
     * Alerts of a rule that nobody was written of.
     *
     * @param last the number of the last of them
     * @param some the first of them
     */
    public record Unwritten(int count, long last, List<Alert> some) {}

    /** Those behind one; so many of them with particulars. */
    public Unwritten after(UUID ruleId, long seq, int atMost) {
        Condition behind = ALERT.RULE_ID.eq(ruleId).and(ALERT.SEQ.gt(seq));
        List<Alert> some =
                dsl.selectFrom(ALERT)
                        .where(behind)
                        .orderBy(ALERT.SEQ)
                        .limit(atMost)
                        .fetch(AlertStore::read);
        if (some.isEmpty()) {
            return new Unwritten(0, seq, some);
        }
        return dsl.select(DSL.count(), DSL.max(ALERT.SEQ))
                .from(ALERT)
                .where(behind)
                .fetchSingle(row -> new Unwritten(row.value1(), row.value2(), some));
    }

    /** Notes of a rule's alerts that what they tell is no longer so. */
    public void end(AlertRule rule, Instant now) {
        endOtherQuestions(rule, now);
        switch (rule.kind()) {
            case DAY_BYTES, MONTH_BYTES, TOTAL_DAY_BYTES, TOTAL_MONTH_BYTES ->
                    endBefore(rule, Period.between(rule.kind(), now, now).getLast().name(), now);
            case SILENCE -> endSilence(rule, now);
            case SESSIONS ->
                    endCounted(
                            rule,
                            now,
                            "select count(*) from session e where e.sim_id = alert.subject_id"
                                    + " and e.started_at >= {0}");
            case REFUSALS ->
                    endCounted(
                            rule,
                            now,
                            "select count(*) from authentication e where e.sim_id ="
                                    + " alert.subject_id and e.id >= {1} and e.at >= {0} and not"
                                    + " e.accepted");
            case NEW_DEVICE -> {
                // it ends as it begins
            }
        }
    }

    /**
     * Those of what the rule asked for before somebody changed it would hide what it asks now, and
     * suspend what it leaves alone now. Two statements: each has an index of its own.
     */
    private void endOtherQuestions(AlertRule rule, Instant now) {
        Condition others = ALERT.RULE_ID.eq(rule.id()).and(ALERT.QUESTION.ne(question(rule.id())));
        dsl.update(ALERT)
                .set(ALERT.ENDED_AT, now)
                .where(others)
                .and(ALERT.ENDED_AT.isNull())
                .execute();
        dsl.update(ALERT)
                .set(ALERT.ACTION, SuspensionOutcome.DROPPED.name())
                .setNull(ALERT.ACTION_AT)
                .where(others)
                .and(ALERT.ACTION_AT.isNotNull())
                .execute();
    }

    /** Whether its rule asks for something else since; not when the rule was removed. */
    public boolean isOfAnotherQuestion(UUID id) {
        return dsl.fetchExists(
                DSL.selectOne()
                        .from(ALERT)
                        .join(ALERT_RULE)
                        .on(ALERT_RULE.ID.eq(ALERT.RULE_ID))
                        .where(ALERT.ID.eq(id))
                        .and(ALERT.QUESTION.ne(ALERT_RULE.QUESTION)));
    }

    private static Field<Integer> question(UUID rule) {
        return DSL.field(
                DSL.select(ALERT_RULE.QUESTION).from(ALERT_RULE).where(ALERT_RULE.ID.eq(rule)));
    }

    private void endBefore(AlertRule rule, String period, Instant now) {
        dsl.update(ALERT)
                .set(ALERT.ENDED_AT, now)
                .where(ALERT.RULE_ID.eq(rule.id()))
                .and(ALERT.ENDED_AT.isNull())
                .and(ALERT.EPISODE.ne(period))
                .execute();
    }

    private void endSilence(AlertRule rule, Instant now) {
        dsl.update(ALERT)
                .set(ALERT.ENDED_AT, now)
                .where(ALERT.RULE_ID.eq(rule.id()))
                .and(ALERT.ENDED_AT.isNull())
                .and(
                        DSL.condition(
                                "exists (select from sim_activity a where a.sim_id ="
                                        + " alert.subject_id and a.last_radius_at >= {0})",
                                DSL.val(
                                        now.minus(Duration.ofHours(rule.threshold())),
                                        ALERT.OPENED_AT)))
                .execute();
    }

    private void endCounted(AlertRule rule, Instant now, String count) {
        Instant begin = now.minus(Duration.ofMinutes(rule.windowMinutes()));
        dsl.update(ALERT)
                .set(ALERT.ENDED_AT, now)
                .where(ALERT.RULE_ID.eq(rule.id()))
                .and(ALERT.ENDED_AT.isNull())
                .and(
                        DSL.field(
                                        "(" + count + ")",
                                        Long.class,
                                        DSL.val(begin, ALERT.OPENED_AT),
                                        DSL.val(Ids.firstOf(begin)))
                                .le((long) (rule.threshold() * OVER)))
                .execute();
    }

    /** Takes the alert whose suspension is due first; nobody else gets it until then. */
    public Optional<Alert> claimAction(Instant now, Instant until) {
        return dsl.update(ALERT)
                .set(ALERT.ACTION_AT, until)
                .where(
                        ALERT.ID.eq(
                                dsl.select(ALERT.ID)
                                        .from(ALERT)
                                        .where(
                                                ALERT.ACTION_AT
                                                        .le(now)
                                                        .or(ALERT.ACTION_AT.gt(now.plus(NO_LATER))))
                                        .orderBy(ALERT.ACTION_AT, ALERT.SEQ)
                                        .limit(1)
                                        .forUpdate()
                                        .skipLocked()))
                .returning()
                .fetchOptional(AlertStore::read);
    }

    /**
     * Notes what came of an attempt to suspend.
     *
     * @param claimed until when the attempt had it: nothing is noted when that is over
     * @param next when it is tried again; null for never
     * @return whether it was noted
     */
    public boolean action(UUID id, Instant claimed, String action, @Nullable Instant next) {
        return dsl.update(ALERT)
                        .set(ALERT.ACTION, action)
                        .set(ALERT.ACTION_AT, next)
                        .set(ALERT.ACTION_TRIES, ALERT.ACTION_TRIES.plus(1))
                        .where(ALERT.ID.eq(id))
                        .and(ALERT.ACTION_AT.eq(claimed))
                        .execute()
                == 1;
    }

    /**
     * Has suspensions asked for again whose last request was refused, or could not be handed over.
     *
     * @param by who asked
     * @param since what was opened or answered before is left
     * @param next when they are asked for
     * @return how many
     */
    public int armAgain(String by, Instant since, Instant next) {
        return dsl.execute(
                """
                update alert a set action = {0}, action_at = {1} from sim_request r
                where r.state in ('REFUSED', 'FAILED') and r.answered_at >= {2} and r.action = 'SUSPEND'
                    and r.asked_by = {3} and a.subject_id = r.sim_id and a.action = {4} and a.action_at is null
                    and a.ended_at is null and a.opened_at >= {2} and a.opened_at <= r.asked_at
                    and not exists (select from sim_request l where l.sim_id = r.sim_id and l.action = r.action
                        and l.asked_at > r.asked_at)
                """,
                DSL.val(SuspensionOutcome.DELAYED.name()),
                DSL.val(next, ALERT.ACTION_AT),
                DSL.val(since, ALERT.OPENED_AT),
                DSL.val(by),
                DSL.val(SuspensionOutcome.ASKED.name()));
    }

    /** The last of a card that had it suspended, opened no later than a moment. */
    public Optional<Alert> suspending(UUID simId, String asked, Instant until) {
        return dsl.selectFrom(ALERT)
                .where(ALERT.SUBJECT_ID.eq(simId))
                .and(ALERT.ACTION.eq(asked))
                .and(ALERT.OPENED_AT.le(until))
                .orderBy(ALERT.OPENED_AT.desc(), ALERT.ID.desc())
                .limit(1)
                .fetchOptional(AlertStore::read);
    }

    /** Notes how far people have come; false when it was closed meanwhile. */
    public boolean change(UUID id, Alert.State state, Instant now, String by, String note) {
        return dsl.update(ALERT)
                        .set(ALERT.STATE, state.name())
                        .set(ALERT.CHANGED_AT, now)
                        .set(ALERT.CHANGED_BY, by)
                        .set(ALERT.NOTE, note)
                        .where(ALERT.ID.eq(id))
                        .and(ALERT.STATE.ne(Alert.State.CLOSED.name()))
                        .execute()
                == 1;
    }

    /** How many nobody has looked at. */
    public int open(Visible visible) {
        return dsl.fetchCount(
                ALERT,
                ALERT.STATE
                        .eq(DSL.inline(Alert.State.OPEN.name()))
                        .and(
                                switch (visible) {
                                    case Visible.Everything ignored -> DSL.noCondition();
                                    case Visible.Organisations(var ids) ->
                                            ALERT.ORGANISATION_ID.in(ids);
                                }));
    }

    /** Removes some of those that were opened before a moment; how many. */
    public int deleteSome(Instant before) {
        return history.deleteSome(ALERT, ALERT.ID, ALERT.OPENED_AT, before);
    }

    /** One of them. */
    public Optional<Alert> byId(UUID id) {
        return dsl.selectFrom(ALERT).where(ALERT.ID.eq(id)).fetchOptional(AlertStore::read);
    }

    /** The list pages and the API show. */
    public Listing<Alert> listing() {
        return JooqListing.of(dsl, ALERT, ALERT.ID, AlertStore::read)
                .ownedBy(ALERT.ORGANISATION_ID)
                .sort("openedAt", ALERT.OPENED_AT, ALERT.SEQ)
                .sort("iccid", ALERT.SUBJECT)
                .sort("subject", ALERT.SUBJECT)
                .sort("severity", ALERT.SEVERITY)
                .filter("id", Filters.ids(ALERT.ID))
                .filter("simId", Filters.ids(ALERT.SUBJECT_ID))
                .filter("subjectId", Filters.ids(ALERT.SUBJECT_ID))
                .filter("scope", Filters.oneOf(ALERT.SCOPE, AlertRule.Scope.class))
                .filter("ruleId", Filters.ids(ALERT.RULE_ID))
                .filter("organisationId", Filters.ids(ALERT.ORGANISATION_ID))
                .filter("state", Filters.oneOf(ALERT.STATE, Alert.State.class))
                .filter("kind", Filters.oneOf(ALERT.KIND, AlertKind.class))
                .filter("severity", Filters.oneOf(ALERT.SEVERITY, Severity.class))
                .filter("openedAfter", Filters.since(ALERT.OPENED_AT))
                .filter("openedBefore", Filters.until(ALERT.OPENED_AT))
                .search(word ->
                        ALERT.RULE_NAME
                                .containsIgnoreCase(word)
                                .or(CardWords.of(dsl, ALERT.SUBJECT_ID, word))
                                .or(
                                        ALERT.SCOPE
                                                .ne(DSL.inline(AlertRule.Scope.SIM.name()))
                                                .and(ALERT.SUBJECT.containsIgnoreCase(word))))
                .countInPart(query -> true)
                .usualOrder("openedAt", true)
                .build();
    }

    private static Alert read(Record row) {
        return new Alert(
                row.get(ALERT.ID),
                row.get(ALERT.RULE_ID),
                row.get(ALERT.RULE_NAME),
                AlertKind.valueOf(row.get(ALERT.KIND)),
                Severity.valueOf(row.get(ALERT.SEVERITY)),
                row.get(ALERT.ORGANISATION_ID),
                AlertRule.Scope.valueOf(row.get(ALERT.SCOPE)),
                row.get(ALERT.SUBJECT_ID),
                row.get(ALERT.SUBJECT),
                row.get(ALERT.EPISODE),
                row.get(ALERT.VALUE),
                row.get(ALERT.THRESHOLD),
                row.get(ALERT.OPENED_AT),
                row.get(ALERT.ENDED_AT),
                Alert.State.valueOf(row.get(ALERT.STATE)),
                row.get(ALERT.CHANGED_AT),
                row.get(ALERT.CHANGED_BY),
                row.get(ALERT.NOTE),
                row.get(ALERT.ACTION),
                row.get(ALERT.ACTION_AT),
                row.get(ALERT.ACTION_TRIES));
    }
}
