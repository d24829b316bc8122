package io.passerelle.alerts.store;

import static io.passerelle.store.db.Tables.ALERT;
import static io.passerelle.store.db.Tables.ALERT_RULE;

import io.passerelle.alerts.Alert;
import io.passerelle.alerts.SuspensionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Suspensions that alerts want: which is due, what came of it, and which is wanted no longer. */
@Repository
public class SuspensionStore {

    /**
     * Longer than any pause of a suspension: what is due later was noted while the clock was ahead.
     */
    private static final Duration NO_LATER = Duration.ofHours(6);

    private final DSLContext dsl;

    SuspensionStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Takes the alert whose suspension is due first; nobody else gets it until then. */
    public Optional<Alert> claim(Instant now, Instant until) {
        Condition due = ALERT.ACTION_AT.le(now).or(ALERT.ACTION_AT.gt(now.plus(NO_LATER)));
        return dsl.update(ALERT)
                .set(ALERT.ACTION_AT, until)
                .where(
                        ALERT.ID.eq(
                                dsl.select(ALERT.ID)
                                        .from(ALERT)
                                        .where(due)
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
     * @param claimed until when the attempt had it: nothing is noted when that is over, or when it
     *     is wanted no longer
     * @param next when it is tried again; null for never
     * @return whether it was noted
     */
    public boolean note(UUID id, Instant claimed, SuspensionOutcome what, @Nullable Instant next) {
        return dsl.update(ALERT)
                        .set(ALERT.ACTION, what.name())
                        .set(ALERT.ACTION_AT, next)
                        .set(ALERT.ACTION_TRIES, ALERT.ACTION_TRIES.plus(1))
                        .where(ALERT.ID.eq(id))
                        .and(ALERT.ACTION_AT.eq(claimed))
                        .execute()
                == 1;
    }

    /** Why an alert's rule wants its suspension no longer; empty while it does. */
    public Optional<SuspensionOutcome> unwanted(UUID id) {
        return dsl.select(
                        ALERT.QUESTION,
                        ALERT_RULE.QUESTION,
                        ALERT_RULE.SUSPENDS,
                        ALERT_RULE.ENABLED)
                .from(ALERT)
                .leftJoin(ALERT_RULE)
                .on(ALERT_RULE.ID.eq(ALERT.RULE_ID))
                .where(ALERT.ID.eq(id))
                .fetchOptional()
                .flatMap(row -> {
                    if (!Boolean.TRUE.equals(row.value3()) || !Boolean.TRUE.equals(row.value4())) {
                        return Optional.of(SuspensionOutcome.WITHDRAWN); // or the rule is gone
                    }
                    return Objects.equals(row.value1(), row.value2())
                            ? Optional.empty()
                            : Optional.of(SuspensionOutcome.DROPPED);
                });
    }

    /**
     * Gives up those of a rule that still wait, in the transaction that changes or removes it.
     *
     * @return how many
     */
    public int withdraw(UUID rule) {
        return dsl.update(ALERT)
                .set(ALERT.ACTION, SuspensionOutcome.WITHDRAWN.name())
                .setNull(ALERT.ACTION_AT)
                .where(ALERT.RULE_ID.eq(rule))
                .and(ALERT.ACTION_AT.isNotNull())
                .execute();
    }

    /**
     * Has suspensions asked for again whose last request was refused, or could not be handed over,
     * and whose rules want them still.
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
                    and exists (select from alert_rule w where w.id = a.rule_id and w.suspends and w.enabled)
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
    public Optional<Alert> suspending(UUID simId, Instant until) {
        return dsl.selectFrom(ALERT)
                .where(ALERT.SUBJECT_ID.eq(simId))
                .and(ALERT.ACTION.eq(SuspensionOutcome.ASKED.name()))
                .and(ALERT.OPENED_AT.le(until))
                .orderBy(ALERT.OPENED_AT.desc(), ALERT.ID.desc())
                .limit(1)
                .fetchOptional(AlertStore::read);
    }
}
