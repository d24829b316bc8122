package io.passerelle.orders.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.orders.Order;
import io.passerelle.orders.OrderAction;
import io.passerelle.orders.OrderEvent;
import io.passerelle.orders.Orders;
import io.passerelle.orders.Parcel;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import java.time.Instant;
import java.util.List;

/** One order as it comes along: what was ordered, its parcels, who did what when. */
final class OrderDetails extends Div {

    private static final String NAME = "orders.details";

    private final Kit kit;
    private final OrderServices services;
    private Order shown;

    OrderDetails(Kit kit, OrderServices services, Order order) {
        this.kit = kit;
        this.services = services;
        this.shown = order;
        setId("orders-details");
        addClassName("details");
        show();
        kit.live(this, Orders.TOPIC, this::readAgain);
    }

    private void readAgain() {
        Order read = services.orders().get(kit.viewer(), shown.id());
        if (!read.equals(shown)) {
            shown = read;
            show();
        }
    }

    private void show() {
        removeAll();
        Span progress =
                new Span(
                        Texts.text(
                                "orders.progress.long",
                                shown.quantity(),
                                shown.shipped(),
                                shown.delivered()));
        Div verdict = new Div(Badges.of(OrderWords.state(shown)), progress);
        verdict.addClassName("verdict");
        add(new H2(text("title", shown.number())), verdict, facts());
        List<Parcel> parcels = services.orders().parcels(kit.viewer(), shown.id());
        if (!parcels.isEmpty()) {
            UnorderedList list = new UnorderedList();
            list.addClassName("way");
            parcels.forEach(parcel -> list.add(parcel(parcel)));
            add(new H3(text("parcels")), list);
        }
        OrderedList history = new OrderedList();
        history.addClassName("way");
        services.orders().history(kit.viewer(), shown.id()).forEach(e -> history.add(event(e)));
        add(new H3(text("history")), history);
    }

    private Facts facts() {
        Div address = new Div(shown.address());
        address.addClassName("lines");
        Facts facts =
                new Facts(NAME)
                        .fact("reason", Cell.of(shown.reason()))
                        .fact(
                                "organisation",
                                Cell.of(
                                        services.organisations()
                                                .tree()
                                                .name(shown.organisationId())))
                        .fact("operator", Cell.of(shown.operator()))
                        .fact("formFactor", Cell.of(OrderWords.form(shown.formFactor())))
                        .fact("group", Cell.of(OrderWords.group(shown.group())))
                        .fact("address", address)
                        .fact("reference", Cell.of(shown.reference()));
        if (shown.givenUp() > 0) {
            facts.fact("givenUp", Cell.of(shown.givenUp()));
        }
        if (!shown.remark().isEmpty()) {
            Div remark = new Div(shown.remark());
            remark.addClassName("lines");
            facts.fact("remark", remark);
        }
        return facts;
    }

    private ListItem parcel(Parcel parcel) {
        Times times = kit.times();
        Instant there = parcel.deliveredAt();
        ListItem item =
                step(
                        text(
                                "parcel",
                                parcel.number(),
                                parcel.cards(),
                                parcel.carrier(),
                                parcel.tracking()),
                        there == null
                                ? text("parcel.shipped", times.text(parcel.shippedAt()))
                                : text("parcel.delivered", times.text(there)),
                        there == null ? "warn" : "good");
        if (there == null && OrderAction.DELIVER.isFor(kit.viewer())) {
            Button delivered =
                    new Button(
                            text("deliver"), VaadinIcon.CHECK.create(), click -> deliver(parcel));
            delivered.setId("orders-details-deliver-" + parcel.number());
            item.add(new Div(delivered));
        }
        return item;
    }

    private static ListItem step(String what, String about, String look) {
        Div step = new Div(what);
        step.addClassName("step");
        Div more = new Div(about);
        more.addClassName("about");
        ListItem item = new ListItem(step, more);
        item.addClassName(look);
        return item;
    }

    private void deliver(Parcel parcel) {
        Confirm.ask(
                text("deliver.title"),
                text("deliver.question", parcel.number(), parcel.cards()),
                () -> {
                    services.orders().deliver(kit.viewer(), shown.id(), parcel.number());
                    Notices.done(text("delivered", parcel.cards()));
                    readAgain();
                });
    }

    private ListItem event(OrderEvent event) {
        String look =
                switch (event.step()) {
                    case REFUSE, CANCEL, CLOSE -> "bad";
                    case DELIVER -> "good";
                    case PLACE, ACCEPT, SHIP -> "neutral";
                };
        ListItem item =
                step(
                        text("step." + event.step(), event.cards()),
                        text("by", kit.times().text(event.at()), event.login()),
                        look);
        if (!event.note().isEmpty()) {
            Div note = new Div(event.note());
            note.addClassName("lines");
            item.add(note);
        }
        return item;
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
