package io.passerelle.routing.store;

import static io.passerelle.store.db.Tables.APPROVED_NETWORK;

import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Listing;
import io.passerelle.routing.ApprovedNetwork;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Approved internal networks. */
@Repository
public class ApprovedNetworkStore {

    private final DSLContext dsl;

    ApprovedNetworkStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** All of them by organisation, for the guard. */
    public Map<UUID, List<Cidr>> all() {
        return dsl.selectFrom(APPROVED_NETWORK)
                .fetchGroups(APPROVED_NETWORK.ORGANISATION_ID, APPROVED_NETWORK.NETWORK);
    }

    /** One of them. */
    public Optional<ApprovedNetwork> byId(UUID id) {
        return dsl.selectFrom(APPROVED_NETWORK)
                .where(APPROVED_NETWORK.ID.eq(id))
                .fetchOptional(ApprovedNetworkStore::read);
    }

    /** Adds one. */
    public void insert(ApprovedNetwork network) {
        dsl.insertInto(APPROVED_NETWORK)
                .set(APPROVED_NETWORK.ID, network.id())
                .set(APPROVED_NETWORK.ORGANISATION_ID, network.organisationId())
                .set(APPROVED_NETWORK.NETWORK, network.network())
                .set(APPROVED_NETWORK.NOTE, network.note())
                .set(APPROVED_NETWORK.APPROVED_BY, network.approvedBy())
                .set(APPROVED_NETWORK.APPROVED_AT, network.approvedAt())
                .execute();
    }

    /** Removes one. */
    public void delete(UUID id) {
        dsl.deleteFrom(APPROVED_NETWORK).where(APPROVED_NETWORK.ID.eq(id)).execute();
    }

    /** The list; each organisation sees what was approved for it and for those below it. */
    public Listing<ApprovedNetwork> listing() {
        return JooqListing.of(
                        dsl, APPROVED_NETWORK, APPROVED_NETWORK.ID, ApprovedNetworkStore::read)
                .ownedBy(APPROVED_NETWORK.ORGANISATION_ID)
                .sort("approvedAt", APPROVED_NETWORK.APPROVED_AT)
                .sort("approvedBy", APPROVED_NETWORK.APPROVED_BY)
                .filter("id", Filters.ids(APPROVED_NETWORK.ID))
                .filter("organisationId", Filters.ids(APPROVED_NETWORK.ORGANISATION_ID))
                .search(word ->
                        APPROVED_NETWORK
                                .NOTE
                                .containsIgnoreCase(word)
                                .or(APPROVED_NETWORK.NETWORK.cast(String.class).contains(word)))
                .usualOrder("approvedAt", true)
                .build();
    }

    private static ApprovedNetwork read(Record row) {
        return new ApprovedNetwork(
                row.get(APPROVED_NETWORK.ID),
                row.get(APPROVED_NETWORK.ORGANISATION_ID),
                row.get(APPROVED_NETWORK.NETWORK),
                row.get(APPROVED_NETWORK.NOTE),
                row.get(APPROVED_NETWORK.APPROVED_BY),
                row.get(APPROVED_NETWORK.APPROVED_AT));
    }
}
