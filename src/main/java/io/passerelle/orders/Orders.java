package io.passerelle.orders;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.orders.store.OrderStore;
import io.passerelle.orders.store.ParcelStore;
import io.passerelle.sims.SimParcels;
import io.passerelle.store.ChangeFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders of SIM cards (M2M-4): both sides of them. Every move is {@link OrderAction}'s, is written
 * into the order's history, and is told by mail to those it concerns. Live topic {@value #TOPIC}.
 */
@Service
public class Orders {

    /** The live topic that tells that one changed. */
    public static final String TOPIC = "orders";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "order";

    /** The most orders of one organisation of which something can still come. */
    public static final int MOST_OPEN = 200;

    private static final int REASON_AT_MOST = 500;

    private final OrderStore store;
    private final ParcelStore parcels;
    private final OrderChecks checks;
    private final SimParcels cards;
    private final OrderMails mails;
    private final Audit audit;

    Orders(
            OrderStore store,
            ParcelStore parcels,
            OrderChecks checks,
            SimParcels cards,
            OrderMails mails,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.parcels = parcels;
        this.checks = checks;
        this.cards = cards;
        this.mails = mails;
        this.audit = audit;
        feed.on("sim_order", topics.topic(TOPIC)::changed);
    }

    /** The list. */
    public Listing<Order> listing() {
        return store.listing();
    }

    /** One the viewer sees. */
    public Order get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(order -> viewer.sees(order.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** What happened to it, oldest first. */
    public List<OrderEvent> history(Viewer viewer, UUID id) {
        return store.history(get(viewer, id).id());
    }

    /** Its parcels, the first one first. */
    public List<Parcel> parcels(Viewer viewer, UUID id) {
        return parcels.of(get(viewer, id).id());
    }

    /** Orders cards. */
    @Transactional
    public Order place(Viewer viewer, OrderDraft draft) {
        audit.require(viewer, Right.ORDER_SIMS, "order.place", KIND, draft.organisationId());
        OrderChecks.Checked checked = checks.of(viewer, draft);
        UUID id = Ids.next();
        store.insert(id, checked.draft(), checked.address(), viewer.accountId(), viewer.login());
        Order placed = store.byId(id).orElseThrow();
        store.happened(id, viewer.login(), OrderAction.PLACE, placed.quantity(), "");
        audit.done(viewer, "order.place", KIND, id, placed.organisationId(), null, placed);
        mails.placed(placed);
        return placed;
    }

    /** Says that it will be delivered. */
    @Transactional
    public Order accept(Viewer viewer, UUID id) {
        Order before = locked(viewer, id, OrderAction.ACCEPT);
        return moved(viewer, before, OrderAction.ACCEPT, OrderState.ACCEPTED, "");
    }

    /** Says why it will not be delivered. */
    @Transactional
    public Order refuse(Viewer viewer, UUID id, String reason) {
        Order before = locked(viewer, id, OrderAction.REFUSE);
        return moved(viewer, before, OrderAction.REFUSE, OrderState.REFUSED, needed(reason));
    }

    /** Takes it back. */
    @Transactional
    public Order cancel(Viewer viewer, UUID id) {
        Order before = locked(viewer, id, OrderAction.CANCEL);
        return moved(viewer, before, OrderAction.CANCEL, OrderState.CANCELLED, "");
    }

    /** Says why the cards that are still to come will not. */
    @Transactional
    public Order close(Viewer viewer, UUID id, String reason) {
        Order before = locked(viewer, id, OrderAction.CLOSE);
        String why = needed(reason);
        int left = before.toShip();
        if (left == 0) {
            throw Refused.field("", "order.complete");
        }
        store.close(id, left, why);
        return settled(viewer, before, OrderAction.CLOSE, left, why);
    }

    /**
     * Says that a parcel has arrived: its cards can be activated.
     *
     * @param number the parcel's, from 1
     * @throws Refused when somebody has said so already
     */
    @Transactional
    public Order deliver(Viewer viewer, UUID id, int number) {
        Order before = locked(viewer, id, OrderAction.DELIVER);
        Parcel parcel =
                parcels.of(id).stream()
                        .filter(p -> p.number() == number)
                        .findFirst()
                        .orElseThrow(() -> audit.notFound(viewer, "parcel", id + "/" + number));
        if (parcel.deliveredAt() != null) {
            throw Refused.field("", "parcel.delivered", number);
        }
        parcels.delivered(parcel.id(), viewer.login());
        cards.delivered(parcels.cards(parcel.id()));
        store.delivered(id, parcel.cards());
        String note = parcel.carrier() + " " + parcel.tracking();
        return settled(viewer, before, OrderAction.DELIVER, parcel.cards(), note);
    }

    /**
     * The order as it is, nobody else's until the end of the transaction, for something that its
     * state and the viewer's rights allow.
     */
    Order locked(Viewer viewer, UUID id, OrderAction action) {
        Order seen = get(viewer, id);
        require(viewer, action, id);
        Order order = store.locked(seen.id()).orElseThrow();
        action.require(order.state());
        return order;
    }

    void require(Viewer viewer, OrderAction action, UUID id) {
        if (!action.isFor(viewer)) {
            Right right = action.rights().iterator().next();
            audit.require(viewer, right, name(action), KIND, id);
        }
    }

    private Order moved(
            Viewer viewer, Order before, OrderAction action, OrderState state, String reason) {
        store.move(before.id(), state, reason);
        return done(viewer, before, action, before.quantity(), reason);
    }

    /** The state follows from how many cards were sent and have arrived. */
    Order settled(Viewer viewer, Order before, OrderAction action, int cards, String note) {
        Order now = store.byId(before.id()).orElseThrow();
        int expected = now.quantity() - now.givenUp();
        store.move(now.id(), OrderState.of(expected, now.shipped(), now.delivered()), now.reason());
        return done(viewer, before, action, cards, note);
    }

    private Order done(Viewer viewer, Order before, OrderAction action, int cards, String note) {
        Order after = store.byId(before.id()).orElseThrow();
        store.happened(before.id(), viewer.login(), action, cards, note);
        audit.done(viewer, name(action), KIND, before.id(), before.organisationId(), before, after);
        mails.happened(after, action, viewer.accountId(), cards, note);
        return after;
    }

    private static String name(OrderAction action) {
        return "order." + action.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String needed(String reason) {
        List<FieldError> errors = new ArrayList<>();
        String text = OrderTexts.lines("reason", reason, REASON_AT_MOST, errors);
        if (text.isEmpty()) {
            errors.add(FieldError.of("reason", "required"));
        }
        Refused.ifAny(errors);
        return text;
    }
}
