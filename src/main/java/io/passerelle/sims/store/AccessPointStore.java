package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.ACCESS_POINT;
import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Listing;
import io.passerelle.sims.AccessPoint;
import io.passerelle.store.JooqListing;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Access points. */
@Repository
public class AccessPointStore {

    private final DSLContext dsl;

    AccessPointStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** All of them. */
    public List<AccessPoint> all() {
        return dsl.selectFrom(ACCESS_POINT).fetch(AccessPointStore::read);
    }

    /** The list pages and the API show. */
    public Listing<AccessPoint> listing() {
        return JooqListing.of(dsl, ACCESS_POINT, ACCESS_POINT.ID, AccessPointStore::read)
                .sort("name", ACCESS_POINT.NAME)
                .sort("createdAt", ACCESS_POINT.CREATED_AT)
                .search(word -> ACCESS_POINT.NAME.containsIgnoreCase(word))
                .usualOrder("name", false)
                .build();
    }

    /** Adds one. */
    public void insert(AccessPoint point) {
        dsl.insertInto(ACCESS_POINT)
                .set(ACCESS_POINT.ID, point.id())
                .set(ACCESS_POINT.NAME, point.name())
                .set(ACCESS_POINT.POOLS, pools(point))
                .set(ACCESS_POINT.SESSION_TIMEOUT, point.sessionTimeout())
                .set(ACCESS_POINT.INTERIM_INTERVAL, point.interimInterval())
                .set(ACCESS_POINT.CREATED_AT, point.createdAt())
                .execute();
    }

    /** Changes all but the id; false when the version is no longer the one given. */
    public boolean update(AccessPoint point) {
        return dsl.update(ACCESS_POINT)
                        .set(ACCESS_POINT.NAME, point.name())
                        .set(ACCESS_POINT.POOLS, pools(point))
                        .set(ACCESS_POINT.SESSION_TIMEOUT, point.sessionTimeout())
                        .set(ACCESS_POINT.INTERIM_INTERVAL, point.interimInterval())
                        .set(ACCESS_POINT.VERSION, ACCESS_POINT.VERSION.plus(1))
                        .where(ACCESS_POINT.ID.eq(point.id()))
                        .and(ACCESS_POINT.VERSION.eq(point.version()))
                        .execute()
                == 1;
    }

    /** Whether a card signs on there. */
    public boolean isUsed(UUID id) {
        return dsl.fetchExists(SIM, SIM.ACCESS_POINT_ID.eq(id));
    }

    /** Removes one. */
    public void delete(UUID id) {
        dsl.deleteFrom(ACCESS_POINT).where(ACCESS_POINT.ID.eq(id)).execute();
    }

    private static String[] pools(AccessPoint point) {
        return point.pools().stream().map(Cidr::toString).toArray(String[]::new);
    }

    private static AccessPoint read(Record row) {
        return new AccessPoint(
                row.get(ACCESS_POINT.ID),
                row.get(ACCESS_POINT.NAME),
                Arrays.stream(row.get(ACCESS_POINT.POOLS)).map(Cidr::of).toList(),
                row.get(ACCESS_POINT.SESSION_TIMEOUT),
                row.get(ACCESS_POINT.INTERIM_INTERVAL),
                row.get(ACCESS_POINT.CREATED_AT),
                row.get(ACCESS_POINT.VERSION));
    }
}
