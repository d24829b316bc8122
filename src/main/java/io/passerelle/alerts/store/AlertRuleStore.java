package io.passerelle.alerts.store;

import static io.passerelle.store.db.Tables.ACCOUNT;
import static io.passerelle.store.db.Tables.ALERT_RULE;

import io.passerelle.alerts.AlertKind;
import io.passerelle.alerts.AlertRule;
import io.passerelle.alerts.Recipient;
import io.passerelle.alerts.RecipientChoice;
import io.passerelle.events.Severity;
import io.passerelle.foundation.Listing;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of rules. */
@Repository
public class AlertRuleStore {

    /** Longer than from one look to the next, whatever the looks take. */
    private static final Duration NO_LATER = Duration.ofHours(3);

    private final DSLContext dsl;

    AlertRuleStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * A rule that is to be looked at.
     *
     * @param tookMillis how long its last look took
     */
    public record Due(UUID id, int tookMillis) {}

    /**
     * A rule one node looks at.
     *
     * @param lookedFrom what happened before was looked at and is told; null for a new rule
     * @param failures looks that failed since the last that did not
     * @param pastFailures those that failed only at a day or month that is over
     */
    public record Claimed(
            AlertRule rule, @Nullable Instant lookedFrom, int failures, int pastFailures) {}

    /**
     * How far people were written to of a rule's alerts.
     *
     * @param seq the last alert that is in a mail
     * @param at when, as long as looks leave something for the next; else null
     */
    public record Written(long seq, @Nullable Instant at) {}

    /**
     * How a look went.
     *
     * @param lookedFrom from where the next one looks on
     * @param next when that is
     * @param missed how many were left for it, at the least
     */
    public record Looked(Instant at, Instant lookedFrom, Instant next, Duration took, int missed) {}

    /** What the time is for all nodes, whatever their own clocks say: the database's. */
    public Instant now() {
        return dsl.select(DSL.field("now()", ALERT_RULE.LOOK_AT.getDataType()))
                .fetchSingle(row -> row.value1());
    }

    /** Rules in service that are to be looked at, the longest due first. */
    public List<Due> due(Instant now, int atMost) {
        return dsl.select(ALERT_RULE.ID, ALERT_RULE.TOOK_MILLIS)
                .from(ALERT_RULE)
                .where(ALERT_RULE.ENABLED)
                .and(isDue(now))
                .orderBy(ALERT_RULE.LOOK_AT)
                .limit(atMost)
                .fetch(row -> new Due(row.value1(), row.value2()));
    }

    /** Takes a rule that is due; nobody else gets it until the lease is over. */
    public Optional<Claimed> claim(UUID id, Instant now, Instant until) {
        return dsl.update(ALERT_RULE)
                .set(ALERT_RULE.LOOK_AT, until)
                .where(ALERT_RULE.ID.eq(id))
                .and(ALERT_RULE.ENABLED)
                .and(isDue(now))
                .returning()
                .fetchOptional(row ->
                        new Claimed(
                                read(row),
                                row.get(ALERT_RULE.LOOKED_FROM),
                                row.get(ALERT_RULE.FAILURES),
                                row.get(ALERT_RULE.PAST_FAILURES)));
    }

    /** What is due long after any pause was planned while a clock was ahead. */
    private static Condition isDue(Instant now) {
        return ALERT_RULE.LOOK_AT.le(now).or(ALERT_RULE.LOOK_AT.gt(now.plus(NO_LATER)));
    }

    /** Whether a rule is still what was looked for; then it stays so until the transaction ends. */
    public boolean holds(AlertRule rule) {
        return dsl.selectOne()
                .from(ALERT_RULE)
                .where(ALERT_RULE.ID.eq(rule.id()))
                .and(ALERT_RULE.VERSION.eq(rule.version()))
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    /** Nobody adds alerts of a rule from now on until the transaction ends. */
    public void hold(UUID id) {
        dsl.selectOne().from(ALERT_RULE).where(ALERT_RULE.ID.eq(id)).forUpdate().fetch();
    }

    /** How far people were written to. */
    public Written written(UUID id) {
        return dsl.select(ALERT_RULE.MAILED_SEQ, ALERT_RULE.MAILED_AT)
                .from(ALERT_RULE)
                .where(ALERT_RULE.ID.eq(id))
                .fetchSingle(row -> new Written(row.value1(), row.value2()));
    }

    /** Notes how far people were written to, in the transaction of the mail. */
    public void written(UUID id, Written far) {
        dsl.update(ALERT_RULE)
                .set(ALERT_RULE.MAILED_SEQ, far.seq())
                .set(ALERT_RULE.MAILED_AT, far.at())
                .where(ALERT_RULE.ID.eq(id))
                .execute();
    }

    /** Notes that a day or month that is over is done with: the next look begins behind it. */
    public void past(AlertRule rule, Instant lookedFrom) {
        dsl.update(ALERT_RULE)
                .set(ALERT_RULE.LOOKED_FROM, lookedFrom)
                .set(ALERT_RULE.PAST_FAILURES, 0)
                .where(ALERT_RULE.ID.eq(rule.id()))
                .and(ALERT_RULE.VERSION.eq(rule.version()))
                .execute();
    }

    /** Notes how a look went, and how far it came. */
    public void looked(UUID id, Looked how) {
        dsl.update(ALERT_RULE)
                .set(ALERT_RULE.EVALUATED_AT, how.at())
                .set(ALERT_RULE.LOOKED_FROM, how.lookedFrom())
                .set(ALERT_RULE.LOOK_AT, how.next())
                .set(ALERT_RULE.TOOK_MILLIS, (int) how.took().toMillis())
                .set(ALERT_RULE.FAILURES, 0)
                .set(ALERT_RULE.PAST_FAILURES, 0)
                .where(ALERT_RULE.ID.eq(id))
                .execute();
        dsl.update(ALERT_RULE)
                .set(ALERT_RULE.MISSED, how.missed())
                .setNull(ALERT_RULE.FAILING_SINCE)
                .where(ALERT_RULE.ID.eq(id)) // or every look would announce itself
                .and(ALERT_RULE.MISSED.ne(how.missed()).or(ALERT_RULE.FAILING_SINCE.isNotNull()))
                .execute();
    }

    /**
     * Notes that a look failed: the next one looks from where this one did.
     *
     * @param past whether it failed only at a day or month that is over
     */
    public void failed(AlertRule rule, Instant now, Instant next, Duration took, boolean past) {
        dsl.update(ALERT_RULE)
                .set(ALERT_RULE.LOOK_AT, next)
                .set(ALERT_RULE.TOOK_MILLIS, (int) took.toMillis())
                .set(ALERT_RULE.FAILURES, past ? DSL.inline(0) : ALERT_RULE.FAILURES.plus(1))
                .set(ALERT_RULE.PAST_FAILURES, ALERT_RULE.PAST_FAILURES.plus(past ? 1 : 0))
                .where(ALERT_RULE.ID.eq(rule.id()))
                .and(ALERT_RULE.VERSION.eq(rule.version()))
                .execute();
        dsl.update(ALERT_RULE)
                .set(ALERT_RULE.FAILING_SINCE, now)
                .where(ALERT_RULE.ID.eq(rule.id()))
                .and(ALERT_RULE.FAILING_SINCE.isNull())
                .execute();
    }

    /** How many an organisation has. */
    public int count(UUID organisationId) {
        return dsl.fetchCount(ALERT_RULE, ALERT_RULE.ORGANISATION_ID.eq(organisationId));
    }

    /** Adds one. */
    public void insert(AlertRule rule) {
        dsl.insertInto(ALERT_RULE)
                .set(ALERT_RULE.ID, rule.id())
                .set(ALERT_RULE.ORGANISATION_ID, rule.organisationId())
                .set(asked(rule))
                .set(ALERT_RULE.CREATED_AT, rule.createdAt())
                .set(ALERT_RULE.CREATED_BY, rule.createdBy())
                .execute();
    }

    /**
     * Changes one, which is then looked at at once.
     *
     * @param anew from the beginning: it asks elsewhere or for something else, or was off
     * @param tellAnew what was told does not count: it asks for something else
     * @return false when the version is no longer the one given
     */
    public boolean update(AlertRule rule, boolean anew, boolean tellAnew) {
        return dsl.update(ALERT_RULE)
                        .set(asked(rule))
                        .set(ALERT_RULE.QUESTION, ALERT_RULE.QUESTION.plus(tellAnew ? 1 : 0))
                        .setNull(ALERT_RULE.EVALUATED_AT)
                        .set(ALERT_RULE.PAST_FAILURES, 0)
                        .set(ALERT_RULE.LOOK_AT, Instant.EPOCH)
                        .set(
                                ALERT_RULE.LOOKED_FROM,
                                anew
                                        ? DSL.castNull(ALERT_RULE.LOOKED_FROM)
                                        : ALERT_RULE.LOOKED_FROM)
                        .set(ALERT_RULE.VERSION, ALERT_RULE.VERSION.plus(1))
                        .where(ALERT_RULE.ID.eq(rule.id()))
                        .and(ALERT_RULE.VERSION.eq(rule.version()))
                        .execute()
                == 1;
    }

    /** What people say of a rule. */
    private static Map<Field<?>, Object> asked(AlertRule rule) {
        return Map.ofEntries(
                Map.entry(ALERT_RULE.NAME, rule.name()),
                Map.entry(ALERT_RULE.KIND, rule.kind().name()),
                Map.entry(ALERT_RULE.SCOPE, rule.scope().name()),
                Map.entry(ALERT_RULE.SCOPE_ID, rule.scopeId()),
                Map.entry(ALERT_RULE.THRESHOLD, rule.threshold()),
                Map.entry(ALERT_RULE.WINDOW_MINUTES, rule.windowMinutes()),
                Map.entry(ALERT_RULE.SEVERITY, rule.severity().name()),
                Map.entry(ALERT_RULE.RECIPIENTS, rule.recipients().toArray(UUID[]::new)),
                Map.entry(ALERT_RULE.SUSPENDS, rule.suspends()),
                Map.entry(ALERT_RULE.BY_HAND, rule.byHand()),
                Map.entry(ALERT_RULE.ENABLED, rule.enabled()));
    }

    /** Removes one; its alerts stay. */
    public void delete(UUID id) {
        dsl.deleteFrom(ALERT_RULE).where(ALERT_RULE.ID.eq(id)).execute();
    }

    /** One of them. */
    public Optional<AlertRule> byId(UUID id) {
        return dsl.selectFrom(ALERT_RULE)
                .where(ALERT_RULE.ID.eq(id))
                .fetchOptional(AlertRuleStore::read);
    }

    /** Those of some accounts that can be written to. */
    public List<Recipient> recipients(Collection<UUID> accounts) {
        return dsl.selectFrom(ACCOUNT)
                .where(ACCOUNT.ID.in(accounts))
                .and(ACCOUNT.ENABLED)
                .and(ACCOUNT.EMAIL.ne(""))
                .fetch(row ->
                        new Recipient(
                                row.getId(),
                                row.getOrganisationId(),
                                row.getEmail(),
                                row.getLanguage()));
    }

    /** The accounts of some organisations somebody can choose as recipients; login by account. */
    public List<RecipientChoice> accounts(Collection<UUID> organisations, int atMost) {
        return dsl.selectFrom(ACCOUNT)
                .where(ACCOUNT.ORGANISATION_ID.in(organisations))
                .and(ACCOUNT.ENABLED)
                .orderBy(DSL.lower(ACCOUNT.LOGIN))
                .limit(atMost)
                .fetch(row -> new RecipientChoice(row.getId(), row.getLogin()));
    }

    /** The list pages and the API show. */
    public Listing<AlertRule> listing() {
        return JooqListing.of(dsl, ALERT_RULE, ALERT_RULE.ID, AlertRuleStore::read)
                .ownedBy(ALERT_RULE.ORGANISATION_ID)
                .sort("name", ALERT_RULE.NAME)
                .sort("kind", ALERT_RULE.KIND)
                .sort("severity", ALERT_RULE.SEVERITY)
                .filter("id", Filters.ids(ALERT_RULE.ID))
                .filter("organisationId", Filters.ids(ALERT_RULE.ORGANISATION_ID))
                .filter("kind", Filters.oneOf(ALERT_RULE.KIND, AlertKind.class))
                .filter("enabled", Filters.truth(ALERT_RULE.ENABLED))
                .search(word -> ALERT_RULE.NAME.containsIgnoreCase(word))
                .usualOrder("name", false)
                .build();
    }

    private static AlertRule read(Record row) {
        return new AlertRule(
                row.get(ALERT_RULE.ID),
                row.get(ALERT_RULE.ORGANISATION_ID),
                row.get(ALERT_RULE.NAME),
                AlertKind.valueOf(row.get(ALERT_RULE.KIND)),
                AlertRule.Scope.valueOf(row.get(ALERT_RULE.SCOPE)),
                row.get(ALERT_RULE.SCOPE_ID),
                row.get(ALERT_RULE.THRESHOLD),
                row.get(ALERT_RULE.WINDOW_MINUTES),
                Severity.valueOf(row.get(ALERT_RULE.SEVERITY)),
                Arrays.asList(row.get(ALERT_RULE.RECIPIENTS)),
                row.get(ALERT_RULE.SUSPENDS),
                row.get(ALERT_RULE.BY_HAND),
                row.get(ALERT_RULE.ENABLED),
                row.get(ALERT_RULE.CREATED_AT),
                row.get(ALERT_RULE.CREATED_BY),
                row.get(ALERT_RULE.VERSION),
                row.get(ALERT_RULE.EVALUATED_AT),
                row.get(ALERT_RULE.MISSED),
                row.get(ALERT_RULE.FAILING_SINCE));
    }
}
