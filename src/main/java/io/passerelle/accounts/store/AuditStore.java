package io.passerelle.accounts.store;

import static io.passerelle.store.db.Tables.AUDIT_ENTRY;

import io.passerelle.accounts.AuditEntry;
import io.passerelle.accounts.AuditLine;
import io.passerelle.foundation.Listing;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Audit entries. */
@Repository
public class AuditStore {

    private final DSLContext dsl;
    private final JsonMapper json;
    private final TransactionTemplate apart;

    AuditStore(DSLContext dsl, JsonMapper json, PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.json = json;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** In the caller's transaction: the entry stands if and only if the change does. */
    public void insert(AuditEntry entry, @Nullable Object before, @Nullable Object after) {
        dsl.insertInto(AUDIT_ENTRY)
                .set(AUDIT_ENTRY.ID, entry.id())
                .set(AUDIT_ENTRY.AT, entry.at())
                .set(AUDIT_ENTRY.ACCOUNT_ID, known(entry.accountId()))
                .set(AUDIT_ENTRY.LOGIN, entry.login())
                .set(AUDIT_ENTRY.ORGANISATION_ID, known(entry.organisationId()))
                .set(AUDIT_ENTRY.ADDRESS, entry.address())
                .set(AUDIT_ENTRY.ACTION, entry.action())
                .set(AUDIT_ENTRY.OBJECT_KIND, entry.objectKind())
                .set(AUDIT_ENTRY.OBJECT_ID, entry.objectId())
                .set(AUDIT_ENTRY.OUTCOME, entry.outcome().name())
                .set(AUDIT_ENTRY.BEFORE, jsonb(before))
                .set(AUDIT_ENTRY.AFTER, jsonb(after))
                .execute();
    }

    /**
     * In a transaction of its own: the attempt is recorded although what it belonged to is rolled
     * back.
     */
    public void insertApart(AuditEntry entry, @Nullable Object after) {
        apart.executeWithoutResult(ignored -> insert(entry, null, after));
    }

    /**
     * The actions there are, each looked up behind the one before: a list of millions has but some
     * dozens.
     */
    public List<String> actions() {
        return dsl.fetch(
                        """
                        with recursive found as (
                            (select action from audit_entry order by action limit 1)
                            union all
                            select (select action from audit_entry where action > found.action
                                    order by action limit 1)
                            from found where found.action is not null)
                        select action from found where action is not null
                        """)
                .getValues(0, String.class);
    }

    /** The list pages and the API show. */
    public Listing<AuditLine> listing() {
        return JooqListing.of(dsl, AUDIT_ENTRY, AUDIT_ENTRY.ID, AuditStore::read)
                .ownedBy(AUDIT_ENTRY.ORGANISATION_ID)
                .sort("at", AUDIT_ENTRY.AT)
                .sort("login", AUDIT_ENTRY.LOGIN)
                .sort("action", AUDIT_ENTRY.ACTION)
                .filter("id", Filters.ids(AUDIT_ENTRY.ID))
                .filter("outcome", Filters.oneOf(AUDIT_ENTRY.OUTCOME, AuditEntry.Outcome.class))
                .filter("organisationId", Filters.ids(AUDIT_ENTRY.ORGANISATION_ID))
                .filter("accountId", Filters.ids(AUDIT_ENTRY.ACCOUNT_ID))
                .filter("login", Filters.contains(AUDIT_ENTRY.LOGIN))
                .filter("action", Filters.anyOf(AUDIT_ENTRY.ACTION))
                .filter("objectKind", Filters.anyOf(AUDIT_ENTRY.OBJECT_KIND))
                .filter("objectId", Filters.anyOf(AUDIT_ENTRY.OBJECT_ID))
                .filter("atAfter", Filters.since(AUDIT_ENTRY.AT, AUDIT_ENTRY.ID))
                .filter("atBefore", Filters.until(AUDIT_ENTRY.AT))
                .search(word ->
                        AUDIT_ENTRY
                                .LOGIN
                                .containsIgnoreCase(word)
                                .or(AUDIT_ENTRY.ACTION.containsIgnoreCase(word))
                                .or(AUDIT_ENTRY.ADDRESS.containsIgnoreCase(word))
                                .or(AUDIT_ENTRY.OBJECT_ID.containsIgnoreCase(word)))
                .countInPart(query -> true)
                .usualOrder("at", true)
                .build();
    }

    private static AuditLine read(Record row) {
        JSONB before = row.get(AUDIT_ENTRY.BEFORE);
        JSONB after = row.get(AUDIT_ENTRY.AFTER);
        UUID account = row.get(AUDIT_ENTRY.ACCOUNT_ID);
        UUID organisation = row.get(AUDIT_ENTRY.ORGANISATION_ID);
        return new AuditLine(
                new AuditEntry(
                        row.get(AUDIT_ENTRY.ID),
                        row.get(AUDIT_ENTRY.AT),
                        account == null ? AuditEntry.NOBODY : account,
                        row.get(AUDIT_ENTRY.LOGIN),
                        organisation == null ? AuditEntry.NOBODY : organisation,
                        row.get(AUDIT_ENTRY.ADDRESS),
                        row.get(AUDIT_ENTRY.ACTION),
                        row.get(AUDIT_ENTRY.OBJECT_KIND),
                        row.get(AUDIT_ENTRY.OBJECT_ID),
                        AuditEntry.Outcome.valueOf(row.get(AUDIT_ENTRY.OUTCOME))),
                before == null ? null : before.data(),
                after == null ? null : after.data());
    }

    private static @Nullable UUID known(UUID id) {
        return id.equals(AuditEntry.NOBODY) ? null : id;
    }

    private @Nullable JSONB jsonb(@Nullable Object state) {
        return state == null ? null : JSONB.valueOf(json.writeValueAsString(state));
    }
}
