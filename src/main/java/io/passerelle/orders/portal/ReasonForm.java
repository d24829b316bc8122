package io.passerelle.orders.portal;

import com.vaadin.flow.component.textfield.TextArea;
import io.passerelle.accounts.Viewer;
import io.passerelle.orders.Order;
import io.passerelle.orders.OrderAction;
import io.passerelle.orders.Orders;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import java.util.Locale;

/** Refuses an order, or closes it before all cards came, with the reason the customer gets. */
final class ReasonForm extends FormDialog {

    private static final String NAME = "orders.reasonForm";

    ReasonForm(Viewer viewer, Orders orders, OrderAction action, Order order) {
        super(NAME, Texts.text(NAME + ".title." + action, order.number()));
        TextArea reason = wide("reason", new TextArea());
        reason.setRequired(true);
        reason.setMaxLength(500);
        reason.setHelperText(text("reason.hint." + action, order.toShip()));
        onSave(
                Texts.text(OrdersPage.NAME + ".action." + action.name().toLowerCase(Locale.ROOT)),
                () -> {
                    if (action == OrderAction.CLOSE) {
                        orders.close(viewer, order.id(), reason.getValue());
                    } else {
                        orders.refuse(viewer, order.id(), reason.getValue());
                    }
                    Notices.done(text("done." + action, order.number()));
                });
    }
}
