package io.passerelle.people.store;

import static io.passerelle.store.db.Tables.ACCOUNT_LINK;

import io.passerelle.people.OneTimeLink;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Links that work once, by their hash. */
@Repository
public class LinkStore {

    private final DSLContext dsl;

    LinkStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Adds one. */
    public void insert(OneTimeLink link, byte[] hash) {
        dsl.insertInto(ACCOUNT_LINK)
                .set(ACCOUNT_LINK.ID, link.id())
                .set(ACCOUNT_LINK.ACCOUNT_ID, link.accountId())
                .set(ACCOUNT_LINK.PURPOSE, link.purpose().name())
                .set(ACCOUNT_LINK.HASH, hash)
                .set(ACCOUNT_LINK.EXPIRES_AT, link.expiresAt())
                .execute();
    }

    /** Ends those of an account that could still be used. */
    public void endAll(UUID accountId) {
        dsl.deleteFrom(ACCOUNT_LINK)
                .where(ACCOUNT_LINK.ACCOUNT_ID.eq(accountId))
                .and(ACCOUNT_LINK.USED_AT.isNull())
                .execute();
    }

    /** The one of that hash, used or not. */
    public Optional<OneTimeLink> byHash(byte[] hash) {
        return dsl.selectFrom(ACCOUNT_LINK)
                .where(ACCOUNT_LINK.HASH.eq(hash))
                .fetchOptional(row ->
                        new OneTimeLink(
                                row.getId(),
                                row.getAccountId(),
                                OneTimeLink.Purpose.valueOf(row.getPurpose()),
                                row.getExpiresAt(),
                                row.getUsedAt()));
    }

    /** Uses one up; false when it was used, or is too old. */
    public boolean use(UUID id) {
        return dsl.update(ACCOUNT_LINK)
                        .set(ACCOUNT_LINK.USED_AT, Instant.now())
                        .where(ACCOUNT_LINK.ID.eq(id))
                        .and(ACCOUNT_LINK.USED_AT.isNull())
                        .and(ACCOUNT_LINK.EXPIRES_AT.gt(Instant.now()))
                        .execute()
                == 1;
    }
}
