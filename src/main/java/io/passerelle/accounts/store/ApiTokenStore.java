package io.passerelle.accounts.store;

import static io.passerelle.store.db.Tables.API_TOKEN;

import io.passerelle.accounts.ApiToken;
import io.passerelle.accounts.Right;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** API tokens, by their hash. */
@Repository
public class ApiTokenStore {

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
                .set(API_TOKEN.NAME, token.name())
                .set(API_TOKEN.HASH, hash)
                .set(
                        API_TOKEN.RIGHTS,
                        token.rights().stream().map(Right::name).toArray(String[]::new))
                .set(API_TOKEN.CREATED_AT, token.createdAt())
                .set(API_TOKEN.EXPIRES_AT, token.expiresAt())
                .execute();
    }

    /** Ends one. */
    public void revoke(UUID id) {
        dsl.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, Instant.now())
                .where(API_TOKEN.ID.eq(id))
                .execute();
    }

    private static ApiToken read(Record row) {
        List<String> names = Arrays.asList(row.get(API_TOKEN.RIGHTS));
        return new ApiToken(
                row.get(API_TOKEN.ID),
                row.get(API_TOKEN.ACCOUNT_ID),
                row.get(API_TOKEN.NAME),
                Arrays.stream(Right.values())
                        .filter(r -> names.contains(r.name()))
                        .collect(Collectors.toSet()),
                row.get(API_TOKEN.CREATED_AT),
                row.get(API_TOKEN.EXPIRES_AT),
                row.get(API_TOKEN.REVOKED_AT));
    }
}
