package io.passerelle.accounts.store;

import static io.passerelle.store.db.Tables.AUDIT_ENTRY;

import io.passerelle.accounts.AuditEntry;
import org.jooq.DSLContext;
import org.jooq.JSONB;
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
                .set(AUDIT_ENTRY.ACCOUNT_ID, entry.accountId())
                .set(AUDIT_ENTRY.LOGIN, entry.login())
                .set(AUDIT_ENTRY.ORGANISATION_ID, entry.organisationId())
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
    public void insertApart(AuditEntry entry) {
        apart.executeWithoutResult(ignored -> insert(entry, null, null));
    }

    private @Nullable JSONB jsonb(@Nullable Object state) {
        return state == null ? null : JSONB.valueOf(json.writeValueAsString(state));
    }
}
