package io.passerelle.orders;

import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Refused;
import io.passerelle.orders.store.OrderStore;
import io.passerelle.orders.store.ParcelStore;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.SimParcels;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Parcels of an order (M2M-4): each with the carrier's number and a CSV file of its cards. Columns:
 * {@code iccid}, which must be there, {@code msisdn}, {@code imsi}, {@code user_name}, {@code
 * password}, {@code access_point}, {@code static_address}. All cards of a file come in or none.
 */
@Service
public class Shipments {

    private static final int TEXT_AT_MOST = 80;

    private final Orders orders;
    private final OrderStore store;
    private final ParcelStore parcels;
    private final SimParcels cards;

    Shipments(Orders orders, OrderStore store, ParcelStore parcels, SimParcels cards) {
        this.orders = orders;
        this.store = store;
        this.parcels = parcels;
        this.cards = cards;
    }

    /** Tells what sending a parcel with these cards would do; keeps nothing. */
    public ImportReport check(Viewer viewer, UUID id, InputStream file) {
        return cards.check(parcel(sendable(viewer, id)), file);
    }

    /**
     * Sends a parcel.
     *
     * @param carrier who brings it, up to 80 characters
     * @param tracking the carrier's number for it, up to 80 characters
     * @param file its cards; closed by the caller
     * @return the report; nothing is sent when a line has a fault
     */
    public ImportReport ship(
            Viewer viewer, UUID id, String carrier, String tracking, InputStream file) {
        Order order = sendable(viewer, id);
        List<FieldError> errors = new ArrayList<>();
        String by = OrderTexts.needed("carrier", carrier, TEXT_AT_MOST, errors);
        String as = OrderTexts.needed("tracking", tracking, TEXT_AT_MOST, errors);
        Refused.ifAny(errors);
        return cards.take(parcel(order), file, taken -> sent(viewer, id, by, as, taken));
    }

    private Order sendable(Viewer viewer, UUID id) {
        Order order = orders.get(viewer, id);
        orders.require(viewer, OrderAction.SHIP, id);
        OrderAction.SHIP.require(order.state());
        if (order.toShip() == 0) {
            throw Refused.field("", "order.complete");
        }
        return order;
    }

    private static SimParcels.Parcel parcel(Order order) {
        return new SimParcels.Parcel(
                order.organisationId(),
                Objects.requireNonNullElse(order.group(), ""),
                order.operator(),
                order.toShip());
    }

    /** In the transaction of the cards; somebody may have sent another parcel meanwhile. */
    private void sent(Viewer viewer, UUID id, String carrier, String tracking, List<UUID> taken) {
        Order order = orders.locked(viewer, id, OrderAction.SHIP);
        if (taken.size() > order.toShip()) {
            throw Refused.field("file", "parcel.lines.many", order.toShip());
        }
        Parcel parcel =
                new Parcel(
                        Ids.next(),
                        id,
                        parcels.of(id).size() + 1,
                        carrier,
                        tracking,
                        taken.size(),
                        Instant.now(),
                        viewer.login(),
                        null,
                        "");
        parcels.insert(parcel, order.organisationId(), taken);
        store.shipped(id, taken.size());
        orders.settled(viewer, order, OrderAction.SHIP, taken.size(), carrier + " " + tracking);
    }
}
