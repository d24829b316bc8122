package io.passerelle.connections.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.passerelle.connections.Attempt;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.EndReason;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Texts;
import java.net.InetAddress;

/** The way a connection took, step by step: the terminal, the gateway, every destination tried. */
final class Way extends OrderedList {

    private static final String NAME = "connections.way";

    Way(Subject subject) {
        setId("connections-way");
        addClassName("way");
        add(
                step(
                        "good",
                        new Span(text("terminal")),
                        text(
                                "from",
                                subject.source().getHostAddress(),
                                port(subject.sourcePort()))));
        add(gateway(subject));
        for (Attempt attempt : subject.path()) {
            add(attempt(attempt));
        }
        if (subject.end() == null && subject.phase() == EndReason.Phase.DIALLING) {
            add(step("warn", new Span(text("trying")), ""));
        }
    }

    private static ListItem gateway(Subject subject) {
        EndReason end = subject.end();
        Span gateway = new Span(text("gateway", port(subject.inputPort())));
        return end != null && end.isRefusal() && subject.path().isEmpty()
                ? step("bad", gateway, Texts.text("end." + end.key()))
                : step("good", gateway, "");
    }

    private static ListItem attempt(Attempt attempt) {
        InetAddress dialled = attempt.address();
        String destination = attempt.destination() + ":" + attempt.port();
        String at =
                dialled == null || dialled.getHostAddress().equals(attempt.destination())
                        ? ""
                        : text("at", dialled.getHostAddress());
        ListItem item =
                step(
                        attempt.outcome() == AttemptOutcome.CONNECTED ? "good" : "bad",
                        new Span(destination),
                        at,
                        text("priority", attempt.priority()),
                        attempt.link() == null ? "" : text("link", attempt.link()),
                        attempt.millis() + " ms");
        item.getChildren()
                .findFirst()
                .ifPresent(line ->
                        ((Span) line).add(Badges.of(ConnectionWords.outcome(attempt.outcome()))));
        return item;
    }

    private static ListItem step(String style, Component what, String... about) {
        Span line = new Span(what);
        line.addClassName("step");
        Span facts = new Span();
        facts.addClassName("about");
        for (String fact : about) {
            if (!fact.isEmpty()) {
                facts.add(new Span(fact));
            }
        }
        ListItem item = new ListItem(line, facts);
        item.addClassName(style);
        return item;
    }

    /** Ports are names, not amounts: no thousands separator. */
    private static String port(int port) {
        return Integer.toString(port);
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
