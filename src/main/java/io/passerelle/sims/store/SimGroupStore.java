package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.ROUTE;
import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_GROUP;

import io.passerelle.foundation.Listing;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.SimGroup;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Groups of SIM cards. */
@Repository
public class SimGroupStore {

    private static final Field<Integer> SIMS =
            DSL.field(DSL.selectCount().from(SIM).where(SIM.GROUP_ID.eq(SIM_GROUP.ID))).as("sims");

    private final DSLContext dsl;

    SimGroupStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Every group by id, for the data plane. */
    public Map<UUID, KnownGroup> all() {
        return Map.copyOf(
                dsl.selectFrom(SIM_GROUP)
                        .fetchMap(
                                SIM_GROUP.ID,
                                row ->
                                        new KnownGroup(
                                                row.getId(),
                                                row.getOrganisationId(),
                                                row.getName(),
                                                row.getIsDefault(),
                                                row.getMaxConnections())));
    }

    /** The list pages and the API show. */
    public Listing<SimGroup> listing() {
        return JooqListing.of(dsl, SIM_GROUP, SIM_GROUP.ID, SimGroupStore::read)
                .select(fields())
                .ownedBy(SIM_GROUP.ORGANISATION_ID)
                .sort("name", SIM_GROUP.NAME)
                .sort("isDefault", SIM_GROUP.IS_DEFAULT)
                .sort("createdAt", SIM_GROUP.CREATED_AT)
                .filter("id", Filters.ids(SIM_GROUP.ID))
                .filter("organisationId", Filters.ids(SIM_GROUP.ORGANISATION_ID))
                .filter("isDefault", Filters.truth(SIM_GROUP.IS_DEFAULT))
                .search(word -> SIM_GROUP.NAME.containsIgnoreCase(word))
                .usualOrder("name", false)
                .build();
    }

    /** One group. */
    public Optional<SimGroup> byId(UUID id) {
        return dsl.select(fields())
                .from(SIM_GROUP)
                .where(SIM_GROUP.ID.eq(id))
                .fetchOptional(SimGroupStore::read);
    }

    /** The default group of an organisation. */
    public Optional<UUID> defaultOf(UUID organisationId) {
        return dsl.select(SIM_GROUP.ID)
                .from(SIM_GROUP)
                .where(SIM_GROUP.ORGANISATION_ID.eq(organisationId))
                .and(SIM_GROUP.IS_DEFAULT)
                .fetchOptional(SIM_GROUP.ID);
    }

    /** Adds one. */
    public void insert(SimGroup group) {
        dsl.insertInto(SIM_GROUP)
                .set(SIM_GROUP.ID, group.id())
                .set(SIM_GROUP.ORGANISATION_ID, group.organisationId())
                .set(SIM_GROUP.NAME, group.name())
                .set(SIM_GROUP.IS_DEFAULT, group.isDefault())
                .set(SIM_GROUP.MAX_CONNECTIONS, group.maxConnections())
                .set(SIM_GROUP.CREATED_AT, group.createdAt())
                .execute();
    }

    /** Changes name and limit; false when the version is no longer the one given. */
    public boolean update(SimGroup group) {
        return dsl.update(SIM_GROUP)
                        .set(SIM_GROUP.NAME, group.name())
                        .set(SIM_GROUP.MAX_CONNECTIONS, group.maxConnections())
                        .set(SIM_GROUP.VERSION, SIM_GROUP.VERSION.plus(1))
                        .where(SIM_GROUP.ID.eq(group.id()))
                        .and(SIM_GROUP.VERSION.eq(group.version()))
                        .execute()
                == 1;
    }

    /** Whether cards or routes still need the group. */
    public boolean isUsed(UUID id) {
        return dsl.fetchExists(SIM, SIM.GROUP_ID.eq(id))
                || dsl.fetchExists(ROUTE, ROUTE.GROUP_ID.eq(id));
    }

    /** Removes one. */
    public void delete(UUID id) {
        dsl.deleteFrom(SIM_GROUP).where(SIM_GROUP.ID.eq(id)).execute();
    }

    private static List<SelectFieldOrAsterisk> fields() {
        List<SelectFieldOrAsterisk> fields = new ArrayList<>(List.of(SIM_GROUP.fields()));
        fields.add(SIMS);
        return fields;
    }

    private static SimGroup read(Record row) {
        return new SimGroup(
                row.get(SIM_GROUP.ID),
                row.get(SIM_GROUP.ORGANISATION_ID),
                row.get(SIM_GROUP.NAME),
                row.get(SIM_GROUP.IS_DEFAULT),
                row.get(SIM_GROUP.MAX_CONNECTIONS),
                row.get(SIMS),
                row.get(SIM_GROUP.CREATED_AT),
                row.get(SIM_GROUP.VERSION));
    }
}
