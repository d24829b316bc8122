package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.NAS;
import static io.passerelle.store.db.Tables.SESSION;

import io.passerelle.foundation.Listing;
import io.passerelle.sessions.MessageAuthenticatorPolicy;
import io.passerelle.sessions.NetworkAccessServer;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Network access servers. */
@Repository
public class NasStore {

    private final DSLContext dsl;

    NasStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** All of them with their sealed secrets. */
    public <T> List<T> all(BiFunction<NetworkAccessServer, byte[], T> read) {
        return dsl.selectFrom(NAS).fetch(row -> read.apply(row(row), row.get(NAS.SECRET)));
    }

    /** Adds one. */
    public void insert(NetworkAccessServer server, byte[] secret) {
        dsl.insertInto(NAS)
                .set(NAS.ID, server.id())
                .set(NAS.NAME, server.name())
                .set(NAS.NETWORK, server.network())
                .set(NAS.SECRET, secret)
                .set(NAS.MESSAGE_AUTHENTICATOR, server.messageAuthenticator().name())
                .set(NAS.CERTIFICATE_NAME, server.certificateName())
                .set(NAS.ENABLED, server.enabled())
                .set(NAS.CREATED_AT, server.createdAt())
                .set(NAS.SIGNED_ORDERS, server.signedOrders())
                .set(NAS.TELLS_GROUP, server.tellsGroup())
                .execute();
    }

    /**
     * Changes one; false when the version is no longer the one given.
     *
     * @param secret null keeps the present one
     */
    public boolean update(NetworkAccessServer server, byte @Nullable [] secret) {
        var update =
                dsl.update(NAS)
                        .set(NAS.NAME, server.name())
                        .set(NAS.NETWORK, server.network())
                        .set(NAS.MESSAGE_AUTHENTICATOR, server.messageAuthenticator().name())
                        .set(NAS.CERTIFICATE_NAME, server.certificateName())
                        .set(NAS.ENABLED, server.enabled())
                        .set(NAS.SIGNED_ORDERS, server.signedOrders())
                        .set(NAS.TELLS_GROUP, server.tellsGroup())
                        .set(NAS.VERSION, NAS.VERSION.plus(1));
        if (secret != null) {
            update = update.set(NAS.SECRET, secret);
        }
        return update.where(NAS.ID.eq(server.id())).and(NAS.VERSION.eq(server.version())).execute()
                == 1;
    }

    /** Whether sessions name it: then it can be disabled, not deleted. */
    public boolean isUsed(UUID id) {
        return dsl.fetchExists(SESSION, SESSION.NAS_ID.eq(id));
    }

    /** Removes one. */
    public void delete(UUID id) {
        dsl.deleteFrom(NAS).where(NAS.ID.eq(id)).execute();
    }

    /** Remembers that a signed request came. */
    public void signs(UUID id) {
        dsl.update(NAS)
                .set(NAS.SIGNS_REQUESTS, true)
                .where(NAS.ID.eq(id))
                .andNot(NAS.SIGNS_REQUESTS)
                .execute();
    }

    /** The list pages and the API show. */
    public Listing<NetworkAccessServer> listing() {
        return JooqListing.of(dsl, NAS, NAS.ID, NasStore::row)
                .sort("name", NAS.NAME)
                .sort("network", NAS.NETWORK)
                .sort("messageAuthenticator", NAS.MESSAGE_AUTHENTICATOR)
                .sort("enabled", NAS.ENABLED)
                .sort("createdAt", NAS.CREATED_AT)
                .filter(
                        "messageAuthenticator",
                        Filters.oneOf(NAS.MESSAGE_AUTHENTICATOR, MessageAuthenticatorPolicy.class))
                .filter("enabled", Filters.truth(NAS.ENABLED))
                .search(word ->
                        NAS.NAME
                                .containsIgnoreCase(word)
                                .or(NAS.NETWORK.cast(String.class).contains(word))
                                .or(NAS.CERTIFICATE_NAME.containsIgnoreCase(word)))
                .usualOrder("name", false)
                .build();
    }

    private static NetworkAccessServer row(Record row) {
        return new NetworkAccessServer(
                row.get(NAS.ID),
                row.get(NAS.NAME),
                row.get(NAS.NETWORK),
                MessageAuthenticatorPolicy.valueOf(row.get(NAS.MESSAGE_AUTHENTICATOR)),
                row.get(NAS.SIGNS_REQUESTS),
                row.get(NAS.CERTIFICATE_NAME),
                row.get(NAS.ENABLED),
                row.get(NAS.CREATED_AT),
                row.get(NAS.VERSION),
                row.get(NAS.SIGNED_ORDERS),
                row.get(NAS.TELLS_GROUP));
    }
}
