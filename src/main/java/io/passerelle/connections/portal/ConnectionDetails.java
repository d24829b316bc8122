package io.passerelle.connections.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnections;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Visible;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a connection: how it ended and why, the way it took, what belongs to it.
 * While it is open it is read again and again; once it has ended its record takes over.
 */
final class ConnectionDetails extends Div {

    private static final String NAME = "connections.details";

    private final Sources sources;
    private final UUID id;
    private @Nullable Subject shown;

    ConnectionDetails(Sources sources, UUID id) {
        this.sources = sources;
        this.id = id;
        setId("connections-details");
        addClassName("details");
        refresh();
        sources.kit().live(this, LiveConnections.TOPIC, this::refresh);
        sources.kit().live(this, TrafficPulse.TOPIC, this::refresh);
    }

    private void refresh() {
        if (shown != null && shown.end() != null) {
            return; // a record never changes
        }
        Visible visible = sources.kit().viewer().visible();
        Optional<Subject> read =
                sources.open().get(visible, id).map(Subject::of).or(() -> record(visible));
        read.ifPresentOrElse(
                subject -> {
                    shown = subject;
                    show(subject);
                },
                this::showEnding);
    }

    private Optional<Subject> record(Visible visible) {
        ListQuery same = ListQuery.ALL.withFilter("id", id.toString());
        return sources.connections().listing().page(visible, same, 0, 1).stream()
                .<ConnectionRecord>map(record -> record)
                .findFirst()
                .map(Subject::of);
    }

    /** It is no longer open and its record is still on its way. */
    private void showEnding() {
        if (shown == null) {
            removeAll();
            add(new Paragraph(text("ending")));
        }
    }

    private void show(Subject subject) {
        removeAll();
        EndReason end = subject.end();
        Cell state =
                end == null ? ConnectionWords.phase(subject.phase()) : ConnectionWords.end(end);
        Div verdict = new Div(Badges.of(state), new Span(lasting(subject)));
        verdict.addClassName("verdict");
        add(
                new H2(
                        text(
                                "title",
                                subject.iccid().isEmpty()
                                        ? subject.source().getHostAddress()
                                        : subject.iccid())));
        add(verdict);
        if (end != null) {
            add(why(end));
        }
        add(flow(subject), new H3(text("way")), new Way(subject));
        add(new H3(text("facts")), facts(subject), new H3(text("seeAlso")), links(subject));
    }

    private static String lasting(Subject subject) {
        return text(
                subject.end() == null ? "since" : "lasted",
                Times.length(subject.duration(Instant.now())));
    }

    private static Paragraph why(EndReason end) {
        Paragraph why = new Paragraph(Texts.text("connections.why." + end.key()));
        why.setId("connections-details-why");
        why.addClassName("why");
        if (end.isRefusal()) {
            why.addClassName("warning");
        }
        return why;
    }

    private static Div flow(Subject subject) {
        Div flow =
                new Div(
                        amount(subject.bytesUp(), text("bytesUp")),
                        amount(subject.bytesDown(), text("bytesDown")));
        flow.addClassName("flow");
        return flow;
    }

    private static Div amount(long bytes, String what) {
        Span amount = new Span(Bytes.text(bytes));
        amount.addClassName("amount");
        Span words = new Span(what);
        words.addClassName("what");
        return new Div(amount, words);
    }

    private Facts facts(Subject subject) {
        Times times = sources.kit().times();
        return new Facts(NAME)
                .fact("sim", sim(subject))
                .fact("group", Cell.of(sources.names().group(sources.kit(), subject.groupId(), "")))
                .fact("organisation", Cell.of(sources.organisation(subject.organisationId())))
                .fact("openedAt", times.cell(subject.openedAt()))
                .fact("endedAt", times.cell(subject.endedAt()))
                .fact("endedBy", endedBy(subject))
                .fact("connect", connect(subject))
                .fact("link", Cell.of(subject.link()))
                .fact("node", Cell.of(subject.node()))
                .fact("id", Cell.mono(subject.id()));
    }

    private static Cell sim(Subject subject) {
        Cell iccid = Cell.mono(subject.iccid());
        return subject.simId() == null ? iccid : iccid.to("sims?id=" + subject.simId());
    }

    private static Cell endedBy(Subject subject) {
        EndReason end = subject.end();
        return end == null ? Cell.NONE : Cell.of(Texts.text("connections.party", end.party()));
    }

    private static Cell connect(Subject subject) {
        Integer millis = subject.connectMillis();
        return millis == null ? Cell.NONE : Cell.of(millis + " ms");
    }

    private static UnorderedList links(Subject subject) {
        UnorderedList links = new UnorderedList();
        links.addClassName("see-also");
        if (subject.sessionId() != null) {
            links.add(link("session", "sessions?tab=history&id=" + subject.sessionId()));
        }
        if (subject.routeId() != null) {
            links.add(link("route", "routes?routeId=" + subject.routeId()));
        }
        if (subject.simId() != null) {
            links.add(link("sameSim", "connections?tab=history&simId=" + subject.simId()));
        }
        if (subject.routeId() != null) {
            links.add(link("sameRoute", "connections?tab=history&routeId=" + subject.routeId()));
        }
        return links;
    }

    private static ListItem link(String key, String address) {
        Anchor anchor = new Anchor(address, text(key));
        anchor.setId("connections-details-" + key);
        return new ListItem(anchor);
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
