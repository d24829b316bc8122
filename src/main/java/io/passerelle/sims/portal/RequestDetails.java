package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sims.CardSessions.NetworkOrder;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import java.util.List;
import java.util.UUID;

/** All of a request, with what the network did because of it; kept fresh while one looks. */
final class RequestDetails extends Div {

    private static final String NAME = "sims.requestDetails";

    private final Kit kit;
    private final SimServices services;
    private SimRequest shown;

    RequestDetails(Kit kit, SimServices services, SimRequest request) {
        this.kit = kit;
        this.services = services;
        this.shown = request;
        setId("sims-request-details");
        addClassName("details");
        show();
        kit.live(this, SimRequests.TOPIC, this::readAgain);
        kit.live(this, "sessions", this::show);
    }

    private void readAgain() {
        kit.again(services.requests().listing(), shown, shown.id())
                .ifPresent(read -> {
                    shown = read;
                    show();
                });
    }

    private void show() {
        removeAll();
        Div verdict =
                new Div(
                        Badges.of(RequestsPage.state(shown)),
                        new Span(SimWords.reason(shown.reason())));
        verdict.addClassName("verdict");
        add(new H2(Texts.text("sims.asked", shown.action())), verdict, facts());
        network();
    }

    private Facts facts() {
        Times times = kit.times();
        UUID newSim = shown.newSimId();
        Cell newCard = Cell.mono(shown.newCard().iccid());
        return new Facts(NAME)
                .fact("sim", Cell.mono(shown.iccid()).to("sims?id=" + shown.simId()))
                .fact("label", Cell.of(shown.label()))
                .fact("askedAt", times.cell(shown.askedAt()))
                .fact("askedBy", Cell.of(shown.askedBy()))
                .fact("comment", Cell.of(shown.comment()))
                .fact("before", Cell.of(Texts.text("sims.status", shown.before())))
                .fact("operator", Cell.of(shown.operator()))
                .fact("sentAt", times.cell(shown.sentAt()))
                .fact("reference", Cell.mono(shown.reference()))
                .fact("attempts", Cell.of(shown.attempts()))
                .fact("nextAttemptAt", times.cell(shown.nextAttemptAt()))
                .fact("answeredAt", times.cell(shown.answeredAt()))
                .fact("answeredBy", Cell.of(shown.answeredBy()))
                .fact("newIccid", newSim == null ? newCard : newCard.to("sims?id=" + newSim));
    }

    private void network() {
        List<NetworkOrder> orders =
                services.orders(shown.simId(), shown.askedAt(), shown.effectsUntil());
        if (orders.isEmpty()) {
            return;
        }
        UnorderedList lines = new UnorderedList();
        lines.setId("sims-request-network");
        orders.forEach(order -> lines.add(new ListItem(told(order))));
        add(new H3(Texts.text(NAME + ".network")), lines);
    }

    private String told(NetworkOrder order) {
        String by = order.askedBy().isEmpty() ? Texts.text(NAME + ".byItself") : order.askedBy();
        String cause = order.errorCause();
        return Texts.text("sessions.asked." + order.kind(), by, kit.times().text(order.askedAt()))
                + " – "
                + Texts.text("sessions.order." + order.state())
                + (cause == null ? "" : " (" + cause + ")");
    }
}
