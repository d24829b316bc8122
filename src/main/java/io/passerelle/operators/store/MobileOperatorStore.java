package io.passerelle.operators.store;

import static io.passerelle.store.db.Tables.MOBILE_OPERATOR;

import io.passerelle.foundation.Listing;
import io.passerelle.operators.AdapterKind;
import io.passerelle.operators.MobileOperator;
import io.passerelle.store.JooqListing;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Mobile operators. */
@Repository
public class MobileOperatorStore {

    private final DSLContext dsl;

    MobileOperatorStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** All of them. */
    public List<MobileOperator> all() {
        return dsl.selectFrom(MOBILE_OPERATOR).fetch(MobileOperatorStore::read);
    }

    /** The list; it is nobody's but the operator's. */
    public Listing<MobileOperator> listing() {
        return JooqListing.of(dsl, MOBILE_OPERATOR, MOBILE_OPERATOR.ID, MobileOperatorStore::read)
                .sort("name", MOBILE_OPERATOR.NAME)
                .sort("adapter", MOBILE_OPERATOR.ADAPTER)
                .search(word -> MOBILE_OPERATOR.NAME.containsIgnoreCase(word))
                .usualOrder("name", false)
                .build();
    }

    /** Adds one. */
    public void insert(MobileOperator operator) {
        dsl.insertInto(MOBILE_OPERATOR)
                .set(MOBILE_OPERATOR.ID, operator.id())
                .set(MOBILE_OPERATOR.NAME, operator.name())
                .set(MOBILE_OPERATOR.ADAPTER, operator.adapter().name())
                .set(MOBILE_OPERATOR.DELAY_SECONDS, operator.delaySeconds())
                .set(MOBILE_OPERATOR.REFUSES, operator.refuses())
                .set(MOBILE_OPERATOR.URL, operator.url())
                .set(MOBILE_OPERATOR.SECRET, operator.sealedSecret())
                .set(MOBILE_OPERATOR.CREATED_AT, operator.createdAt())
                .execute();
    }

    /** Changes one; false when the version is no longer the one given. */
    public boolean update(MobileOperator operator) {
        return dsl.update(MOBILE_OPERATOR)
                        .set(MOBILE_OPERATOR.NAME, operator.name())
                        .set(MOBILE_OPERATOR.ADAPTER, operator.adapter().name())
                        .set(MOBILE_OPERATOR.DELAY_SECONDS, operator.delaySeconds())
                        .set(MOBILE_OPERATOR.REFUSES, operator.refuses())
                        .set(MOBILE_OPERATOR.URL, operator.url())
                        .set(MOBILE_OPERATOR.SECRET, operator.sealedSecret())
                        .set(MOBILE_OPERATOR.VERSION, MOBILE_OPERATOR.VERSION.plus(1))
                        .where(MOBILE_OPERATOR.ID.eq(operator.id()))
                        .and(MOBILE_OPERATOR.VERSION.eq(operator.version()))
                        .execute()
                == 1;
    }

    /** Removes one. */
    public void delete(UUID id) {
        dsl.deleteFrom(MOBILE_OPERATOR).where(MOBILE_OPERATOR.ID.eq(id)).execute();
    }

    private static MobileOperator read(Record row) {
        return new MobileOperator(
                row.get(MOBILE_OPERATOR.ID),
                row.get(MOBILE_OPERATOR.NAME),
                AdapterKind.valueOf(row.get(MOBILE_OPERATOR.ADAPTER)),
                row.get(MOBILE_OPERATOR.DELAY_SECONDS),
                row.get(MOBILE_OPERATOR.REFUSES),
                row.get(MOBILE_OPERATOR.URL),
                row.get(MOBILE_OPERATOR.SECRET),
                row.get(MOBILE_OPERATOR.CREATED_AT),
                row.get(MOBILE_OPERATOR.VERSION));
    }
}
