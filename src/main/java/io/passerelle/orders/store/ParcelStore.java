package io.passerelle.orders.store;

import static io.passerelle.store.db.Tables.SIM_PARCEL;
import static io.passerelle.store.db.Tables.SIM_PARCEL_CARD;

import io.passerelle.orders.Parcel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Parcels of orders, and the cards in them. */
@Repository
public class ParcelStore {

    private final DSLContext dsl;

    ParcelStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** An order's, the first one first. */
    public List<Parcel> of(UUID order) {
        return dsl.selectFrom(SIM_PARCEL)
                .where(SIM_PARCEL.ORDER_ID.eq(order))
                .orderBy(SIM_PARCEL.NUMBER)
                .fetch(row ->
                        new Parcel(
                                row.getId(),
                                row.getOrderId(),
                                row.getNumber(),
                                row.getCarrier(),
                                row.getTracking(),
                                row.getCards(),
                                row.getShippedAt(),
                                row.getShippedBy(),
                                row.getDeliveredAt(),
                                row.getDeliveredBy()));
    }

    /** Adds one with its cards. */
    public void insert(Parcel parcel, UUID organisation, Collection<UUID> cards) {
        dsl.insertInto(SIM_PARCEL)
                .set(SIM_PARCEL.ID, parcel.id())
                .set(SIM_PARCEL.ORDER_ID, parcel.orderId())
                .set(SIM_PARCEL.ORGANISATION_ID, organisation)
                .set(SIM_PARCEL.NUMBER, parcel.number())
                .set(SIM_PARCEL.CARRIER, parcel.carrier())
                .set(SIM_PARCEL.TRACKING, parcel.tracking())
                .set(SIM_PARCEL.CARDS, parcel.cards())
                .set(SIM_PARCEL.SHIPPED_AT, parcel.shippedAt())
                .set(SIM_PARCEL.SHIPPED_BY, parcel.shippedBy())
                .execute();
        dsl.insertInto(SIM_PARCEL_CARD, SIM_PARCEL_CARD.SIM_ID, SIM_PARCEL_CARD.PARCEL_ID)
                .select(
                        DSL.select(DSL.field("card", UUID.class), DSL.val(parcel.id()))
                                .from("unnest({0}) as card", DSL.val(cards.toArray(UUID[]::new))))
                .execute();
    }

    /** The cards in one. */
    public List<UUID> cards(UUID parcel) {
        return dsl.select(SIM_PARCEL_CARD.SIM_ID)
                .from(SIM_PARCEL_CARD)
                .where(SIM_PARCEL_CARD.PARCEL_ID.eq(parcel))
                .fetch(SIM_PARCEL_CARD.SIM_ID);
    }

    /** Writes that it has arrived. */
    public void delivered(UUID parcel, String login) {
        dsl.update(SIM_PARCEL)
                .set(SIM_PARCEL.DELIVERED_AT, Instant.now())
                .set(SIM_PARCEL.DELIVERED_BY, login)
                .where(SIM_PARCEL.ID.eq(parcel))
                .execute();
    }
}
