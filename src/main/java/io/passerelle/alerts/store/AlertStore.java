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
import org.springframework.stereotype.Repository;

/** Rows of alerts. */
@Repository
public class AlertStore {

    /** A condition is over when what is counted fell to four fifths of what it takes to be one. */
    private static final double OVER = 0.8;

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

    static Alert read(Record row) {
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
