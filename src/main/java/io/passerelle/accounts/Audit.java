package io.passerelle.accounts;

import io.passerelle.accounts.store.AuditStore;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.NotFound;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The record of every change and every refused attempt: who, when, from where, before, after
 * (ACC-7).
 */
@Component
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final AuditStore store;
    private final RefusedAttempts attempts;

    Audit(AuditStore store, RefusedAttempts attempts) {
        this.store = store;
        this.attempts = attempts;
    }

    /**
     * Records a change, in the transaction of the change itself.
     *
     * @param action such as {@code route.update}
     * @param owner the organisation the object belongs to; null for the operator's
     * @param before the object before, without secrets; null for a creation
     * @param after the object after, without secrets; null for a deletion
     */
    public void done(
            Viewer viewer,
            String action,
            String kind,
            Object id,
            @Nullable UUID owner,
            @Nullable Object before,
            @Nullable Object after) {
        store.insert(
                entry(viewer, action, kind, id, owner, AuditEntry.Outcome.DONE), before, after);
    }

    /**
     * Records a change that was made by itself, such as at a date, in the transaction of the
     * change.
     *
     * @param by what made it, in a word
     */
    public void doneByItself(
            String by,
            String action,
            String kind,
            Object id,
            UUID owner,
            @Nullable Object before,
            @Nullable Object after) {
        store.insert(
                new AuditEntry(
                        Ids.next(),
                        Instant.now(),
                        AuditEntry.NOBODY,
                        by,
                        owner,
                        "",
                        action,
                        kind,
                        id.toString(),
                        AuditEntry.Outcome.DONE),
                before,
                after);
    }

    /** The audit log, newest first: what was done to the viewer's organisations and those below. */
    public Listing<AuditLine> listing() {
        return store.listing();
    }

    /** The keys of the actions that were ever written, in their order. */
    public List<String> actions() {
        return store.actions();
    }

    /** Lets pass who may read the audit log. */
    public void requireReader(Viewer viewer) {
        require(viewer, Right.READ_AUDIT, "audit.list", "audit", "");
    }

    /**
     * Lets pass who has a right; others are recorded and refused.
     *
     * @throws Forbidden without the right
     */
    public void require(Viewer viewer, Right right, String action, String kind, Object id) {
        if (!viewer.has(right)) {
            attempts.refused(entry(viewer, action, kind, id, null, AuditEntry.Outcome.REFUSED));
            throw new Forbidden(right.name());
        }
    }

    /**
     * Lets pass the operator's people who have a right; others are recorded and refused.
     *
     * @throws Forbidden without the right, or below the operator
     */
    public void requireOperator(Viewer viewer, Right right, String action, String kind, Object id) {
        require(viewer, right, action, kind, id);
        if (!viewer.isOperator()) {
            attempts.refused(entry(viewer, action, kind, id, null, AuditEntry.Outcome.REFUSED));
            throw new Forbidden(right.name());
        }
    }

    /**
     * Records that somebody asked for what is not theirs, or does not exist; throw what it returns.
     */
    public NotFound notFound(Viewer viewer, String kind, Object id) {
        attempts.refused(
                entry(viewer, kind + ".read", kind, id, null, AuditEntry.Outcome.NOT_FOUND));
        return new NotFound(kind, id);
    }

    /**
     * Records that somebody showed a wrong password, code or token. What they gave as their name is
     * kept only when there is such an account: people type passwords there, too. A database that
     * takes nothing lets nobody in and stops nobody.
     *
     * @param account whose it was tried for; null when there is none
     */
    void failed(String action, @Nullable KnownAccount account, String address) {
        try {
            attempts.refused(
                    new AuditEntry(
                            Ids.next(),
                            Instant.now(),
                            account == null ? AuditEntry.NOBODY : account.id(),
                            account == null ? "" : account.login(),
                            account == null ? AuditEntry.NOBODY : account.organisationId(),
                            address,
                            action,
                            "account",
                            account == null ? "" : account.id().toString(),
                            AuditEntry.Outcome.FAILED));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("action", action)
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("a refused attempt was not written down");
        }
    }

    private static AuditEntry entry(
            Viewer viewer,
            String action,
            String kind,
            Object id,
            @Nullable UUID owner,
            AuditEntry.Outcome outcome) {
        return new AuditEntry(
                Ids.next(),
                Instant.now(),
                viewer.accountId(),
                viewer.login(),
                owner == null ? viewer.organisationId() : owner,
                viewer.address(),
                action,
                kind,
                id.toString(),
                outcome);
    }
}
