package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM_STATUS_CHANGE;

import io.passerelle.foundation.Listing;
import io.passerelle.sims.SimStatus;
import io.passerelle.sims.SimStatusChange;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Reads what a trigger writes of every change of a card's status. */
@Repository
public class StatusChangeStore {

    private final DSLContext dsl;

    StatusChangeStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The list pages and the timeline read. */
    public Listing<SimStatusChange> listing() {
        return JooqListing.of(dsl, SIM_STATUS_CHANGE, SIM_STATUS_CHANGE.ID, StatusChangeStore::read)
                .ownedBy(SIM_STATUS_CHANGE.ORGANISATION_ID)
                .sort("at", SIM_STATUS_CHANGE.AT)
                .filter("id", Filters.ids(SIM_STATUS_CHANGE.ID))
                .filter("simId", Filters.ids(SIM_STATUS_CHANGE.SIM_ID))
                .usualOrder("at", true)
                .build();
    }

    private static SimStatusChange read(Record row) {
        return new SimStatusChange(
                row.get(SIM_STATUS_CHANGE.ID),
                row.get(SIM_STATUS_CHANGE.SIM_ID),
                row.get(SIM_STATUS_CHANGE.ORGANISATION_ID),
                row.get(SIM_STATUS_CHANGE.AT),
                SimStatus.valueOf(row.get(SIM_STATUS_CHANGE.STATUS_BEFORE)),
                SimStatus.valueOf(row.get(SIM_STATUS_CHANGE.STATUS)));
    }
}
