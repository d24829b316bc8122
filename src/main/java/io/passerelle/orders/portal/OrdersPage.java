package io.passerelle.orders.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.ListQuery;
import io.passerelle.orders.DeliveryAddress;
import io.passerelle.orders.DeliveryAddresses;
import io.passerelle.orders.FormFactor;
import io.passerelle.orders.Order;
import io.passerelle.orders.OrderAction;
import io.passerelle.orders.OrderState;
import io.passerelle.orders.Orders;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Commandes: orders of SIM cards for both sides, and the address book (M2M-4). */
@Route("orders")
@PermitAll
class OrdersPage extends ListPage {

    static final String NAME = "orders.orders";

    private static final String ADDRESSES = "orders.addresses";

    private final OrderServices services;

    OrdersPage(Kit kit, OrderServices services) {
        super(kit, NAME);
        this.services = services;
        tab("orders", orders(kit));
        tab("addresses", addresses(kit));
    }

    private ListDefinition<Order> orders(Kit kit) {
        ListDefinition<Order> list =
                ListDefinition.of(NAME, services.orders().listing(), Order::id)
                        .live(Orders.TOPIC)
                        .orderedBy("number", true)
                        .details(order -> new OrderDetails(kit, services, order));
        what(list);
        whose(list, kit.times(), OrderServices.seesSeveral(kit.viewer()));
        filters(list);
        actions(list, kit.viewer());
        return list;
    }

    private static void what(ListDefinition<Order> list) {
        list.column(Column.mono("number", Order::number).sortable().narrow().wide("6em", 0))
                .column(Column.of("state", OrderWords::state).sortable().narrow().wide("10.5em", 0))
                .column(
                        Column.of("quantity", OrderWords::progress)
                                .sortable()
                                .narrow()
                                .exportedAs(o -> Integer.toString(o.quantity()))
                                .end()
                                .wide("7.5em", 0))
                .column(Column.text("operator", Order::operator).sortable().wide("8em", 1))
                .column(
                        Column.<Order>text("formFactor", o -> OrderWords.form(o.formFactor()))
                                .wide("8em", 1))
                .column(
                        Column.<Order>text("group", o -> OrderWords.group(o.group()))
                                .wide("8em", 1))
                .column(Column.text("reference", Order::reference).narrow().wide("9em", 2));
    }

    private void whose(ListDefinition<Order> list, Times times, boolean several) {
        Column<Order> organisation =
                Column.<Order>text(
                                "organisation",
                                o -> services.organisations().tree().name(o.organisationId()))
                        .wide("10em", 2);
        list.column(several ? organisation.narrow() : organisation.hidden())
                .column(
                        Column.<Order>of("orderedAt", o -> times.cell(o.orderedAt()))
                                .sortable()
                                .exportedAs(o -> times.exported(o.orderedAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.<Order>of("changedAt", o -> times.agoCell(o.changedAt()))
                                .sortable()
                                .hidden()
                                .exportedAs(o -> times.exported(o.changedAt()))
                                .wide("9em", 0))
                .column(Column.text("orderedBy", Order::orderedBy).hidden().wide("8em", 1))
                .column(Column.mono("shipped", Order::shipped).hidden().end().wide("7em", 0))
                .column(Column.mono("delivered", Order::delivered).hidden().end().wide("7em", 0))
                .column(
                        Column.<Order>text("address", o -> o.address().replace("\n", ", "))
                                .hidden()
                                .wide("14em", 2))
                .column(Column.text("remark", Order::remark).hidden().wide("12em", 2))
                .column(Column.text("reason", Order::reason).hidden().wide("12em", 2));
    }

    private void filters(ListDefinition<Order> list) {
        list.filter(
                        Filter.select(
                                "state",
                                () ->
                                        Stream.of(OrderState.values())
                                                .map(s ->
                                                        new Choice(
                                                                s.name(),
                                                                Texts.text("orders.state", s)))
                                                .toList()))
                .filter(
                        Filter.select(
                                "formFactor",
                                () ->
                                        Stream.of(FormFactor.values())
                                                .map(f -> new Choice(f.name(), OrderWords.form(f)))
                                                .toList()));
        if (OrderServices.seesSeveral(kit().viewer())) {
            list.filter(Filter.select("organisationId", this::organisations));
        }
    }

    private void actions(ListDefinition<Order> list, Viewer viewer) {
        list.action(
                OrderAction.PLACE.isFor(viewer),
                RowAction.<Order>list("place", VaadinIcon.PLUS, this::place)
                        .inToolbar()
                        .on(Key.INSERT));
        for (OrderAction action : OrderAction.values()) {
            // a parcel is delivered where it stands, beside the list
            if (action != OrderAction.PLACE && action != OrderAction.DELIVER) {
                list.action(action.isFor(viewer), row(action));
            }
        }
        list.action(
                RowAction.<Order>one(
                                "sims",
                                VaadinIcon.CREDIT_CARD,
                                o ->
                                        go(
                                                "sims?status=ORDERED,ACTIVATABLE&organisationId="
                                                        + o.organisationId()))
                        .when(rows -> rows.getFirst().shipped() > 0)
                        .window());
    }

    private RowAction<Order> row(OrderAction action) {
        RowAction<Order> row =
                switch (action) {
                    case ACCEPT ->
                            RowAction.<Order>one(key(action), VaadinIcon.CHECK, this::accept)
                                    .usual();
                    case REFUSE -> reason(action, VaadinIcon.BAN);
                    case CLOSE -> reason(action, VaadinIcon.STOP);
                    case SHIP ->
                            RowAction.one(
                                    key(action),
                                    VaadinIcon.TRUCK,
                                    o -> new ShipForm(kit().viewer(), services, o).open());
                    default ->
                            RowAction.<Order>one(key(action), VaadinIcon.CLOSE, this::cancel)
                                    .destructive();
                };
        return row.when(rows -> rows.stream().allMatch(o -> fits(action, o)));
    }

    private static boolean fits(OrderAction action, Order order) {
        boolean left =
                action != OrderAction.SHIP && action != OrderAction.CLOSE || order.toShip() > 0;
        return action.fits(order.state()) && left;
    }

    private RowAction<Order> reason(OrderAction action, VaadinIcon icon) {
        return RowAction.<Order>one(
                        key(action),
                        icon,
                        o -> new ReasonForm(kit().viewer(), services.orders(), action, o).open())
                .destructive();
    }

    private static String key(OrderAction action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private void place() {
        new OrderForm(kit().viewer(), services).open();
    }

    private void accept(Order order) {
        services.orders().accept(kit().viewer(), order.id());
        Notices.done(text("accepted", order.number()));
    }

    private void cancel(Order order) {
        Confirm.ask(
                text("cancel.title"),
                text("cancel.question", order.number()),
                () -> {
                    services.orders().cancel(kit().viewer(), order.id());
                    Notices.done(text("cancelled", order.number()));
                });
    }

    private ListDefinition<DeliveryAddress> addresses(Kit kit) {
        boolean several = OrderServices.seesSeveral(kit.viewer());
        boolean may = kit.viewer().has(Right.ORDER_SIMS);
        Column<DeliveryAddress> organisation =
                Column.<DeliveryAddress>text(
                                "organisation",
                                a -> services.organisations().tree().name(a.organisationId()))
                        .wide("10em", 2);
        ListDefinition<DeliveryAddress> list =
                ListDefinition.of(ADDRESSES, services.addresses().listing(), DeliveryAddress::id)
                        .live(DeliveryAddresses.TOPIC)
                        .orderedBy("company", false)
                        .always(ListQuery.ALL.withFilter("retired", "false"));
        list.column(
                        Column.text("company", DeliveryAddress::company)
                                .sortable()
                                .narrow()
                                .wide("12em", 2))
                .column(Column.text("contact", DeliveryAddress::contact).wide("10em", 1))
                .column(
                        Column.<DeliveryAddress>text("street", a -> a.street().replace("\n", ", "))
                                .narrow()
                                .wide("14em", 3))
                .column(Column.text("postcode", DeliveryAddress::postcode).wide("6em", 0))
                .column(
                        Column.text("town", DeliveryAddress::town)
                                .sortable()
                                .narrow()
                                .wide("10em", 1))
                .column(
                        Column.<DeliveryAddress>text(
                                        "country", a -> OrderWords.country(a.country()))
                                .wide("8em", 1))
                .column(Column.text("telephone", DeliveryAddress::telephone).wide("9em", 0))
                .column(several ? organisation.narrow() : organisation.hidden())
                .action(
                        may,
                        RowAction.<DeliveryAddress>list("add", VaadinIcon.PLUS, this::addAddress)
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        may,
                        RowAction.<DeliveryAddress>one("edit", VaadinIcon.EDIT, this::editAddress)
                                .usual()
                                .on(Key.F2))
                .action(
                        may,
                        RowAction.<DeliveryAddress>one("retire", VaadinIcon.ARCHIVE, this::retire)
                                .destructive());
        if (several) {
            list.filter(Filter.select("organisationId", this::organisations));
        }
        return list;
    }

    private List<Choice> organisations() {
        return OrganisationChoices.choices(kit().viewer(), services.organisations());
    }

    private void addAddress() {
        new AddressForm(kit().viewer(), services, null, made -> {}).open();
    }

    private void editAddress(DeliveryAddress address) {
        DeliveryAddress now = services.addresses().get(kit().viewer(), address.id());
        new AddressForm(kit().viewer(), services, now, made -> {}).open();
    }

    private void retire(DeliveryAddress address) {
        Confirm.ask(
                Texts.text(ADDRESSES + ".retire.title"),
                Texts.text(ADDRESSES + ".retire.question", address.shortly()),
                () -> {
                    services.addresses().retire(kit().viewer(), address.id(), address.version());
                    Notices.done(Texts.text(ADDRESSES + ".retired.done", address.shortly()));
                });
    }
}
