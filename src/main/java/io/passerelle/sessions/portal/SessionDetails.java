package io.passerelle.sessions.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.accounts.Organisations;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sessions.Disconnects;
import io.passerelle.sessions.ErrorCause;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sessions.SessionOrder;
import io.passerelle.sessions.Sessions;
import java.util.List;

/** All that is known of a session, kept fresh while one looks. */
final class SessionDetails extends Div {

    private static final String NAME = "sessions.details";

    private final Kit kit;
    private final Disconnects disconnects;
    private final Organisations organisations;
    private Session shown;

    SessionDetails(
            Kit kit,
            Sessions sessions,
            Disconnects disconnects,
            Organisations organisations,
            Session session) {
        this.kit = kit;
        this.disconnects = disconnects;
        this.organisations = organisations;
        this.shown = session;
        setId("sessions-details");
        addClassName("details");
        show();
        kit.live(this, Sessions.TOPIC, () -> readAgain(sessions));
    }

    private void readAgain(Sessions sessions) {
        kit.again(sessions.listing(), shown, shown.id())
                .ifPresent(read -> {
                    shown = read;
                    show();
                });
    }

    private void show() {
        removeAll();
        Div verdict = new Div(Badges.of(SessionWords.state(shown)), new Span(duration()));
        verdict.addClassName("verdict");
        add(new H2(text("title", shown.iccid())), verdict);
        SessionEndReason reason = shown.endReason();
        if (reason != null) {
            Paragraph why = new Paragraph(Texts.text("sessions.endWhy", reason));
            why.addClassName("why");
            add(why);
        }
        add(flow(), facts());
        orders();
        add(new H3(text("seeAlso")), links());
    }

    private String duration() {
        return text(shown.isOpen() ? "since" : "lasted", SessionWords.duration(shown));
    }

    private Div flow() {
        Div flow =
                new Div(
                        amount(Bytes.text(shown.octetsIn()), text("in", shown.packetsIn())),
                        amount(Bytes.text(shown.octetsOut()), text("out", shown.packetsOut())));
        flow.addClassName("flow");
        return flow;
    }

    private static Div amount(String bytes, String what) {
        Span amount = new Span(bytes);
        amount.addClassName("amount");
        Span words = new Span(what);
        words.addClassName("what");
        return new Div(amount, words);
    }

    private Facts facts() {
        Times times = kit.times();
        return new Facts(NAME)
                .fact("sim", Cell.mono(shown.iccid()).to("sims?id=" + shown.simId()))
                .fact("label", Cell.of(shown.label()))
                .fact("organisation", Cell.of(organisations.tree().name(shown.organisationId())))
                .fact("msisdn", Cell.mono(shown.msisdn()))
                .fact("imsi", Cell.mono(shown.imsi()))
                .fact("imeisv", Cell.mono(shown.imeisv()))
                .fact("address", address(shown.address()))
                .fact("accessPoint", Cell.mono(shown.accessPoint()))
                .fact("nas", Cell.of(shown.nasName()))
                .fact("nasAddress", address(shown.nasAddress()))
                .fact("radio", Cell.of(shown.radio()))
                .fact("visitedNetwork", Cell.mono(shown.visitedNetwork()))
                .fact("startedAt", times.cell(shown.startedAt()))
                .fact("lastAt", times.cell(shown.lastAt()))
                .fact("endedAt", times.cell(shown.endedAt()))
                .fact("cause", SessionWords.cause(shown))
                .fact("acctSessionId", Cell.mono(shown.acctSessionId()))
                .fact("id", Cell.mono(shown.id()));
    }

    /** What the network was asked about the session, by whom, and what it answered. */
    private void orders() {
        List<SessionOrder> orders = disconnects.of(kit.viewer(), shown.id());
        if (orders.isEmpty()) {
            return;
        }
        UnorderedList lines = new UnorderedList();
        lines.setId("sessions-details-orders");
        orders.forEach(order -> lines.add(new ListItem(told(order))));
        add(new H3(text("orders")), lines);
    }

    private String told(SessionOrder order) {
        Integer cause = order.errorCause();
        String asked =
                Texts.text(
                        "sessions.asked." + order.kind(),
                        order.askedBy().isEmpty()
                                ? Texts.text("sessions.orderCause", order.cause())
                                : order.askedBy(),
                        kit.times().text(order.askedAt()));
        String answer =
                Texts.text("sessions.order", order.state())
                        + (cause == null ? "" : " (" + ErrorCause.text(cause) + ")");
        return asked + " – " + answer;
    }

    private static Cell address(java.net.@org.jspecify.annotations.Nullable InetAddress address) {
        return address == null ? Cell.NONE : Cell.mono(address.getHostAddress());
    }

    private UnorderedList links() {
        UnorderedList links =
                new UnorderedList(
                        link("connections", "connections?tab=history&sessionId=" + shown.id()),
                        link("simConnections", "connections?simId=" + shown.simId()),
                        link("authentications", "authentications?simId=" + shown.simId()),
                        link("otherSessions", "sessions?tab=history&simId=" + shown.simId()));
        links.addClassName("see-also");
        return links;
    }

    private static ListItem link(String key, String address) {
        Anchor anchor = new Anchor(address, text(key));
        anchor.setId("sessions-details-" + key);
        return new ListItem(anchor);
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
