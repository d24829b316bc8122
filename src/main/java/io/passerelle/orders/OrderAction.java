package io.passerelle.orders;

import static io.passerelle.accounts.Right.HANDLE_ORDERS;
import static io.passerelle.accounts.Right.ORDER_SIMS;
import static io.passerelle.orders.OrderState.ACCEPTED;
import static io.passerelle.orders.OrderState.PARTLY_DELIVERED;
import static io.passerelle.orders.OrderState.PARTLY_SHIPPED;
import static io.passerelle.orders.OrderState.RECEIVED;
import static io.passerelle.orders.OrderState.SHIPPED;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can be done with an order, by whom and when: the one table of its life (M2M-4). Menus, the
 * API and {@code docs/order-lifecycle.md} read it. Each is also a step of the order's history.
 */
public enum OrderAction {
    /** Orders cards. */
    PLACE(ORDER_SIMS, EnumSet.noneOf(OrderState.class)),
    /** Says that it will be delivered. */
    ACCEPT(HANDLE_ORDERS, EnumSet.of(RECEIVED)),
    /** Says why it will not be delivered. */
    REFUSE(HANDLE_ORDERS, EnumSet.of(RECEIVED, ACCEPTED)),
    /** Sends a parcel with some or all of the cards that are still to come. */
    SHIP(HANDLE_ORDERS, EnumSet.of(ACCEPTED, PARTLY_SHIPPED, PARTLY_DELIVERED)),
    /** Says that a parcel has arrived; either side can. */
    DELIVER(
            EnumSet.of(HANDLE_ORDERS, ORDER_SIMS),
            EnumSet.of(PARTLY_SHIPPED, SHIPPED, PARTLY_DELIVERED)),
    /** Says why the cards that are still to come will not. */
    CLOSE(HANDLE_ORDERS, EnumSet.of(PARTLY_SHIPPED, PARTLY_DELIVERED)),
    /** Takes it back, as long as nobody accepted it. */
    CANCEL(ORDER_SIMS, EnumSet.of(RECEIVED));

    private final Set<Right> rights;
    private final Set<OrderState> states;

    OrderAction(Right right, Set<OrderState> states) {
        this(EnumSet.of(right), states);
    }

    OrderAction(Set<Right> rights, Set<OrderState> states) {
        this.rights = rights;
        this.states = states;
    }

    /** The rights of which one is needed. */
    public Set<Right> rights() {
        return EnumSet.copyOf(rights);
    }

    /** Whether an order in that state allows it. */
    public boolean fits(OrderState state) {
        return states.contains(state);
    }

    /** Whether somebody may do it at all. */
    public boolean isFor(Viewer viewer) {
        return rights.stream().anyMatch(viewer::has);
    }

    /**
     * Lets pass what the state allows.
     *
     * @throws Refused otherwise
     */
    void require(OrderState state) {
        if (!fits(state)) {
            throw Refused.field("", "order.state", name(), state.name());
        }
    }
}
