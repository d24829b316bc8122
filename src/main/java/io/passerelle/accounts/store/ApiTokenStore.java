package io.passerelle.accounts.store;

import static io.passerelle.store.db.Tables.ACCOUNT;
import static io.passerelle.store.db.Tables.API_TOKEN;

import io.passerelle.accounts.ApiToken;
import io.passerelle.accounts.IssuedToken;
import io.passerelle.accounts.Right;
import io.passerelle.foundation.Listing;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** API tokens, by their hash. */
@Repository
public class ApiTokenStore {

    private static final String WITH_THOSE_MADE_WITH_IT =
            """
            api_token.id in (
                with recursive made as (
                    select id from api_token where id = {0} and revoked_at is null
                    union
                    select child.id from api_token child join made on child.parent_id = made.id)
                select id from made)
            """;

    private final DSLContext dsl;

    ApiTokenStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Those that were not revoked, by hash. */
    public Map<ByteBuffer, ApiToken> all() {
        Map<ByteBuffer, ApiToken> tokens = new HashMap<>();
        dsl.selectFrom(API_TOKEN)
                .where(API_TOKEN.REVOKED_AT.isNull())
                .forEach(row -> tokens.put(ByteBuffer.wrap(row.getHash()), read(row)));
        return Map.copyOf(tokens);
    }

    /** An account's, newest first, without the revoked ones. */
    public List<ApiToken> ofAccount(UUID accountId) {
        return dsl.selectFrom(API_TOKEN)
                .where(API_TOKEN.ACCOUNT_ID.eq(accountId))
                .and(API_TOKEN.REVOKED_AT.isNull())
                .orderBy(API_TOKEN.ID.desc())
                .fetch(ApiTokenStore::read);
    }

    /** Adds one. */
    public void insert(ApiToken token, byte[] hash) {
        dsl.insertInto(API_TOKEN)
                .set(API_TOKEN.ID, token.id())
                .set(API_TOKEN.ACCOUNT_ID, token.accountId())
                .set(API_TOKEN.PARENT_ID, token.parentId())
                .set(API_TOKEN.NAME, token.name())
                .set(API_TOKEN.HASH, hash)
                .set(
                        API_TOKEN.RIGHTS,
                        token.rights().stream().map(Right::name).toArray(String[]::new))
                .set(API_TOKEN.CREATED_AT, token.createdAt())
                .set(API_TOKEN.EXPIRES_AT, token.expiresAt())
                .execute();
    }

    /**
     * Keeps others from making or ending tokens of an account until the transaction ends. A row
     * that refers to the account is no hindrance.
     */
    public void lockTokens(UUID accountId) {
        dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(accountId))
                .forNoKeyUpdate()
                .fetch();
    }

    /**
     * Ends one and those that were made with it.
     *
     * @return those that were ended now; empty when it was ended before
     */
    public List<ApiToken> revoke(UUID id) {
        return dsl.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, Instant.now())
                .where(DSL.condition(WITH_THOSE_MADE_WITH_IT, DSL.val(id)))
                .and(API_TOKEN.REVOKED_AT.isNull())
                .returning()
                .fetch(ApiTokenStore::read);
    }

    /** Notes when tokens were last used. */
    public void used(Map<UUID, Instant> uses) {
        dsl.batched(batch ->
                uses.forEach((id, at) ->
                        batch.dsl()
                                .update(API_TOKEN)
                                .set(API_TOKEN.LAST_USED_AT, at)
                                .where(API_TOKEN.ID.eq(id))
                                .execute()));
    }

    /** One of anybody's. */
    public Optional<IssuedToken> byId(UUID id) {
        return dsl.select()
                .from(API_TOKEN)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(API_TOKEN.ACCOUNT_ID))
                .where(API_TOKEN.ID.eq(id))
                .fetchOptional(ApiTokenStore::issued);
    }

    /** The list of those who manage accounts. */
    public Listing<IssuedToken> listing() {
        Field<UUID> organisation =
                DSL.field(
                        DSL.select(ACCOUNT.ORGANISATION_ID)
                                .from(ACCOUNT)
                                .where(ACCOUNT.ID.eq(API_TOKEN.ACCOUNT_ID)));
        Condition valid =
                API_TOKEN
                        .REVOKED_AT
                        .isNull()
                        .and(
                                API_TOKEN
                                        .EXPIRES_AT
                                        .isNull()
                                        .or(DSL.condition("api_token.expires_at > now()")));
        return JooqListing.of(dsl, API_TOKEN, API_TOKEN.ID, ApiTokenStore::issued)
                .join(ACCOUNT, ACCOUNT.ID.eq(API_TOKEN.ACCOUNT_ID))
                .ownedBy(organisation)
                .sort("name", API_TOKEN.NAME)
                .sort("createdAt", API_TOKEN.CREATED_AT)
                .sort("lastUsedAt", API_TOKEN.LAST_USED_AT)
                .sort("expiresAt", API_TOKEN.EXPIRES_AT)
                .filter("accountId", Filters.ids(API_TOKEN.ACCOUNT_ID))
                .filter("organisationId", Filters.ids(organisation))
                .filter("valid", Filters.truth(valid))
                .search(word ->
                        API_TOKEN
                                .NAME
                                .containsIgnoreCase(word)
                                .or(
                                        API_TOKEN.ACCOUNT_ID.in(
                                                DSL.select(ACCOUNT.ID)
                                                        .from(ACCOUNT)
                                                        .where(
                                                                ACCOUNT.LOGIN.containsIgnoreCase(
                                                                        word)))))
                .usualOrder("createdAt", true)
                .build();
    }

    private static IssuedToken issued(Record row) {
        return new IssuedToken(read(row), row.get(ACCOUNT.ORGANISATION_ID), row.get(ACCOUNT.LOGIN));
    }

    private static ApiToken read(Record row) {
        List<String> names = Arrays.asList(row.get(API_TOKEN.RIGHTS));
        return new ApiToken(
                row.get(API_TOKEN.ID),
                row.get(API_TOKEN.ACCOUNT_ID),
                row.get(API_TOKEN.PARENT_ID),
                row.get(API_TOKEN.NAME),
                Arrays.stream(Right.values())
                        .filter(r -> names.contains(r.name()))
                        .collect(Collectors.toSet()),
                row.get(API_TOKEN.CREATED_AT),
                row.get(API_TOKEN.EXPIRES_AT),
                row.get(API_TOKEN.LAST_USED_AT),
                row.get(API_TOKEN.REVOKED_AT));
    }
}
