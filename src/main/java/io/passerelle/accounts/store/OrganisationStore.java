package io.passerelle.accounts.store;

import static io.passerelle.store.db.Tables.ORGANISATION;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.foundation.Listing;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Organisations. */
@Repository
public class OrganisationStore {

    private final DSLContext dsl;

    OrganisationStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** All of them. */
    public List<Organisation> all() {
        return dsl.selectFrom(ORGANISATION).fetch(OrganisationStore::read);
    }

    /** Adds one. */
    public void insert(Organisation organisation) {
        dsl.insertInto(ORGANISATION)
                .set(ORGANISATION.ID, organisation.id())
                .set(ORGANISATION.PARENT_ID, organisation.parentId())
                .set(ORGANISATION.KIND, organisation.kind().name())
                .set(ORGANISATION.NAME, organisation.name())
                .set(ORGANISATION.REFERENCE, organisation.reference())
                .set(ORGANISATION.ENABLED, organisation.enabled())
                .set(ORGANISATION.CREATED_AT, organisation.createdAt())
                .execute();
    }

    /** Changes name, reference and state; false when the version is no longer the one given. */
    public boolean update(Organisation organisation) {
        return dsl.update(ORGANISATION)
                        .set(ORGANISATION.NAME, organisation.name())
                        .set(ORGANISATION.REFERENCE, organisation.reference())
                        .set(ORGANISATION.ENABLED, organisation.enabled())
                        .set(ORGANISATION.VERSION, ORGANISATION.VERSION.plus(1))
                        .where(ORGANISATION.ID.eq(organisation.id()))
                        .and(ORGANISATION.VERSION.eq(organisation.version()))
                        .execute()
                == 1;
    }

    /** The list pages and the API show. */
    public Listing<Organisation> listing() {
        return JooqListing.of(dsl, ORGANISATION, ORGANISATION.ID, OrganisationStore::read)
                .ownedBy(ORGANISATION.ID)
                .sort("name", ORGANISATION.NAME)
                .sort("kind", ORGANISATION.KIND)
                .sort("reference", ORGANISATION.REFERENCE)
                .sort("enabled", ORGANISATION.ENABLED)
                .sort("createdAt", ORGANISATION.CREATED_AT)
                .filter("id", Filters.ids(ORGANISATION.ID))
                .filter("kind", Filters.oneOf(ORGANISATION.KIND, OrganisationKind.class))
                .filter("parentId", Filters.ids(ORGANISATION.PARENT_ID))
                .filter("enabled", Filters.truth(ORGANISATION.ENABLED))
                .search(word ->
                        ORGANISATION
                                .NAME
                                .containsIgnoreCase(word)
                                .or(ORGANISATION.REFERENCE.containsIgnoreCase(word)))
                .usualOrder("name", false)
                .build();
    }

    private static Organisation read(Record row) {
        return new Organisation(
                row.get(ORGANISATION.ID),
                row.get(ORGANISATION.PARENT_ID),
                OrganisationKind.valueOf(row.get(ORGANISATION.KIND)),
                row.get(ORGANISATION.NAME),
                row.get(ORGANISATION.REFERENCE),
                row.get(ORGANISATION.ENABLED),
                row.get(ORGANISATION.CREATED_AT),
                row.get(ORGANISATION.VERSION));
    }
}
