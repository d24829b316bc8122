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
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of rules. */
@Repository
public class AlertRuleStore {

    private final DSLContext dsl;

    AlertRuleStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Rules in service that were not looked at since a moment. */
    public List<UUID> due(Instant before) {
        return dsl.select(ALERT_RULE.ID)
                .from(ALERT_RULE)
                .where(ALERT_RULE.ENABLED)
                .and(ALERT_RULE.EVALUATED_AT.isNull().or(ALERT_RULE.EVALUATED_AT.lt(before)))
                .orderBy(ALERT_RULE.EVALUATED_AT.asc().nullsFirst())
                .fetch(ALERT_RULE.ID);
    }

    /** A rule for this transaction alone; empty when another node has it. */
    public Optional<AlertRule> locked(UUID id) {
        return dsl.selectFrom(ALERT_RULE)
                .where(ALERT_RULE.ID.eq(id))
                .forUpdate()
                .skipLocked()
                .fetchOptional(AlertRuleStore::read);
    }

    /** Notes that a rule was looked at. */
    public void evaluated(UUID id, Instant now, int missed) {
        dsl.update(ALERT_RULE)
                .set(ALERT_RULE.EVALUATED_AT, now)
                .where(ALERT_RULE.ID.eq(id))
                .execute();
        dsl.update(ALERT_RULE)
                .set(ALERT_RULE.MISSED, missed)
                .where(ALERT_RULE.ID.eq(id))
                .and(ALERT_RULE.MISSED.ne(missed)) // or every look would announce itself
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
                .set(ALERT_RULE.NAME, rule.name())
                .set(ALERT_RULE.KIND, rule.kind().name())
                .set(ALERT_RULE.SCOPE, rule.scope().name())
                .set(ALERT_RULE.SCOPE_ID, rule.scopeId())
                .set(ALERT_RULE.THRESHOLD, rule.threshold())
                .set(ALERT_RULE.WINDOW_MINUTES, rule.windowMinutes())
                .set(ALERT_RULE.SEVERITY, rule.severity().name())
                .set(ALERT_RULE.RECIPIENTS, rule.recipients().toArray(UUID[]::new))
                .set(ALERT_RULE.SUSPENDS, rule.suspends())
                .set(ALERT_RULE.BY_HAND, rule.byHand())
                .set(ALERT_RULE.ENABLED, rule.enabled())
                .set(ALERT_RULE.CREATED_AT, rule.createdAt())
                .set(ALERT_RULE.CREATED_BY, rule.createdBy())
                .execute();
    }

    /**
     * Changes one, which is then looked at anew; false when the version is no longer the one given.
     */
    public boolean update(AlertRule rule) {
        return dsl.update(ALERT_RULE)
                        .set(ALERT_RULE.NAME, rule.name())
                        .set(ALERT_RULE.KIND, rule.kind().name())
                        .set(ALERT_RULE.SCOPE, rule.scope().name())
                        .set(ALERT_RULE.SCOPE_ID, rule.scopeId())
                        .set(ALERT_RULE.THRESHOLD, rule.threshold())
                        .set(ALERT_RULE.WINDOW_MINUTES, rule.windowMinutes())
                        .set(ALERT_RULE.SEVERITY, rule.severity().name())
                        .set(ALERT_RULE.RECIPIENTS, rule.recipients().toArray(UUID[]::new))
                        .set(ALERT_RULE.SUSPENDS, rule.suspends())
                        .set(ALERT_RULE.BY_HAND, rule.byHand())
                        .set(ALERT_RULE.ENABLED, rule.enabled())
                        .setNull(ALERT_RULE.EVALUATED_AT)
                        .set(ALERT_RULE.VERSION, ALERT_RULE.VERSION.plus(1))
                        .where(ALERT_RULE.ID.eq(rule.id()))
                        .and(ALERT_RULE.VERSION.eq(rule.version()))
                        .execute()
                == 1;
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
                row.get(ALERT_RULE.MISSED));
    }
}
