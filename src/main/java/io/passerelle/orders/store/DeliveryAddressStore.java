package io.passerelle.orders.store;

import static io.passerelle.store.db.Tables.DELIVERY_ADDRESS;

import io.passerelle.foundation.Listing;
import io.passerelle.orders.DeliveryAddress;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Delivery addresses. */
@Repository
public class DeliveryAddressStore {

    private final DSLContext dsl;

    DeliveryAddressStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The list pages and the API show. */
    public Listing<DeliveryAddress> listing() {
        return JooqListing.of(
                        dsl, DELIVERY_ADDRESS, DELIVERY_ADDRESS.ID, DeliveryAddressStore::read)
                .ownedBy(DELIVERY_ADDRESS.ORGANISATION_ID)
                .sort("company", DELIVERY_ADDRESS.COMPANY)
                .sort("town", DELIVERY_ADDRESS.TOWN)
                .sort("createdAt", DELIVERY_ADDRESS.CREATED_AT)
                .filter("organisationId", Filters.ids(DELIVERY_ADDRESS.ORGANISATION_ID))
                .filter("retired", Filters.truth(DELIVERY_ADDRESS.RETIRED_AT.isNotNull()))
                .search(word ->
                        DELIVERY_ADDRESS
                                .COMPANY
                                .containsIgnoreCase(word)
                                .or(DELIVERY_ADDRESS.CONTACT.containsIgnoreCase(word))
                                .or(DELIVERY_ADDRESS.STREET.containsIgnoreCase(word))
                                .or(DELIVERY_ADDRESS.POSTCODE.containsIgnoreCase(word))
                                .or(DELIVERY_ADDRESS.TOWN.containsIgnoreCase(word)))
                .usualOrder("company", false)
                .build();
    }

    /** One of them. */
    public Optional<DeliveryAddress> byId(UUID id) {
        return dsl.selectFrom(DELIVERY_ADDRESS)
                .where(DELIVERY_ADDRESS.ID.eq(id))
                .fetchOptional(DeliveryAddressStore::read);
    }

    /** Those of an organisation that can be chosen. */
    public List<DeliveryAddress> inUse(UUID organisation, int atMost) {
        return dsl.selectFrom(DELIVERY_ADDRESS)
                .where(isInUse(organisation))
                .orderBy(DELIVERY_ADDRESS.COMPANY, DELIVERY_ADDRESS.TOWN, DELIVERY_ADDRESS.ID)
                .limit(atMost)
                .fetch(DeliveryAddressStore::read);
    }

    /** How many of those there are. */
    public int countInUse(UUID organisation) {
        return dsl.fetchCount(DELIVERY_ADDRESS, isInUse(organisation));
    }

    private static Condition isInUse(UUID organisation) {
        return DELIVERY_ADDRESS
                .ORGANISATION_ID
                .eq(organisation)
                .and(DELIVERY_ADDRESS.RETIRED_AT.isNull());
    }

    /** Adds one. */
    public void insert(DeliveryAddress address) {
        dsl.insertInto(DELIVERY_ADDRESS)
                .set(DELIVERY_ADDRESS.ID, address.id())
                .set(DELIVERY_ADDRESS.ORGANISATION_ID, address.organisationId())
                .set(DELIVERY_ADDRESS.COMPANY, address.company())
                .set(DELIVERY_ADDRESS.CONTACT, address.contact())
                .set(DELIVERY_ADDRESS.STREET, address.street())
                .set(DELIVERY_ADDRESS.POSTCODE, address.postcode())
                .set(DELIVERY_ADDRESS.TOWN, address.town())
                .set(DELIVERY_ADDRESS.COUNTRY, address.country())
                .set(DELIVERY_ADDRESS.TELEPHONE, address.telephone())
                .set(DELIVERY_ADDRESS.CREATED_AT, address.createdAt())
                .execute();
    }

    /** Changes one; false when the version is no longer the one given. */
    public boolean update(DeliveryAddress address) {
        return dsl.update(DELIVERY_ADDRESS)
                        .set(DELIVERY_ADDRESS.COMPANY, address.company())
                        .set(DELIVERY_ADDRESS.CONTACT, address.contact())
                        .set(DELIVERY_ADDRESS.STREET, address.street())
                        .set(DELIVERY_ADDRESS.POSTCODE, address.postcode())
                        .set(DELIVERY_ADDRESS.TOWN, address.town())
                        .set(DELIVERY_ADDRESS.COUNTRY, address.country())
                        .set(DELIVERY_ADDRESS.TELEPHONE, address.telephone())
                        .set(DELIVERY_ADDRESS.RETIRED_AT, address.retiredAt())
                        .set(DELIVERY_ADDRESS.VERSION, DELIVERY_ADDRESS.VERSION.plus(1))
                        .where(DELIVERY_ADDRESS.ID.eq(address.id()))
                        .and(DELIVERY_ADDRESS.VERSION.eq(address.version()))
                        .execute()
                == 1;
    }

    private static DeliveryAddress read(Record row) {
        return new DeliveryAddress(
                row.get(DELIVERY_ADDRESS.ID),
                row.get(DELIVERY_ADDRESS.ORGANISATION_ID),
                row.get(DELIVERY_ADDRESS.COMPANY),
                row.get(DELIVERY_ADDRESS.CONTACT),
                row.get(DELIVERY_ADDRESS.STREET),
                row.get(DELIVERY_ADDRESS.POSTCODE),
                row.get(DELIVERY_ADDRESS.TOWN),
                row.get(DELIVERY_ADDRESS.COUNTRY),
                row.get(DELIVERY_ADDRESS.TELEPHONE),
                row.get(DELIVERY_ADDRESS.RETIRED_AT),
                row.get(DELIVERY_ADDRESS.CREATED_AT),
                row.get(DELIVERY_ADDRESS.VERSION));
    }
}
