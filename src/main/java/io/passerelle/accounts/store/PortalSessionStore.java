package io.passerelle.accounts.store;

import static io.passerelle.store.db.Tables.PORTAL_SESSION;

import io.passerelle.accounts.PortalSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Sessions of the portal. */
@Repository
public class PortalSessionStore {

    /** No session of the portal is used for longer than that without a new start of its node. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final DSLContext dsl;

    PortalSessionStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Adds one, and forgets those of long ago. */
    public void insert(PortalSession session, UUID node) {
        dsl.insertInto(PORTAL_SESSION)
                .set(PORTAL_SESSION.ID, session.id())
                .set(PORTAL_SESSION.ACCOUNT_ID, session.accountId())
                .set(PORTAL_SESSION.NODE_ID, node)
                .set(PORTAL_SESSION.ADDRESS, session.address())
                .set(PORTAL_SESSION.BROWSER, session.browser())
                .set(PORTAL_SESSION.CREATED_AT, session.createdAt())
                .execute();
        dsl.deleteFrom(PORTAL_SESSION)
                .where(PORTAL_SESSION.ACCOUNT_ID.eq(session.accountId()))
                .and(PORTAL_SESSION.CREATED_AT.lt(Instant.now().minus(REMEMBERED)))
                .execute();
    }

    /** An account's open ones, newest first. */
    public List<PortalSession> open(UUID accountId) {
        return dsl.selectFrom(PORTAL_SESSION)
                .where(PORTAL_SESSION.ACCOUNT_ID.eq(accountId))
                .and(PORTAL_SESSION.ENDED_AT.isNull())
                .orderBy(PORTAL_SESSION.CREATED_AT.desc())
                .limit(200)
                .fetch(row ->
                        new PortalSession(
                                row.getId(),
                                row.getAccountId(),
                                row.getAddress(),
                                row.getBrowser(),
                                row.getCreatedAt()));
    }

    /** Those that somebody ended. */
    public Set<UUID> revoked() {
        return Set.copyOf(
                dsl.select(PORTAL_SESSION.ID)
                        .from(PORTAL_SESSION)
                        .where(PORTAL_SESSION.REVOKED_AT.gt(Instant.now().minus(REMEMBERED)))
                        .fetch(PORTAL_SESSION.ID));
    }

    /**
     * Ends open sessions of an account.
     *
     * @param only this one; null for all
     * @param kept but not this one; null for none
     */
    public int revoke(UUID accountId, @Nullable UUID only, @Nullable UUID kept) {
        Condition which = only == null ? DSL.noCondition() : PORTAL_SESSION.ID.eq(only);
        Condition without = kept == null ? DSL.noCondition() : PORTAL_SESSION.ID.ne(kept);
        return dsl.update(PORTAL_SESSION)
                .set(PORTAL_SESSION.ENDED_AT, Instant.now())
                .set(PORTAL_SESSION.REVOKED_AT, Instant.now())
                .where(PORTAL_SESSION.ACCOUNT_ID.eq(accountId))
                .and(PORTAL_SESSION.ENDED_AT.isNull())
                .and(which)
                .and(without)
                .execute();
    }

    /** One ended by itself. */
    public void end(UUID id) {
        dsl.update(PORTAL_SESSION)
                .set(PORTAL_SESSION.ENDED_AT, Instant.now())
                .where(PORTAL_SESSION.ID.eq(id))
                .and(PORTAL_SESSION.ENDED_AT.isNull())
                .execute();
    }

    /** All of a node ended. */
    public void endAllOf(UUID node) {
        dsl.update(PORTAL_SESSION)
                .set(PORTAL_SESSION.ENDED_AT, Instant.now())
                .where(PORTAL_SESSION.NODE_ID.eq(node))
                .and(PORTAL_SESSION.ENDED_AT.isNull())
                .execute();
    }
}
