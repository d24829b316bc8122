package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.OpenConnection;
import io.passerelle.connections.portal.ConnectionWords;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Kit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Its connections: those that are open now, and the last ones. */
final class ConnectionsCard extends Card<ConnectionsCard.Shown> {

    private final Kit kit;

    /** What is known of its connections. */
    record Shown(UUID simId, List<OpenConnection> open, List<ConnectionRecord> recent) {}

    ConnectionsCard(Kit kit) {
        super("connections");
        this.kit = kit;
    }

    @Override
    List<Component> parts(Shown now) {
        if (now.open().isEmpty() && now.recent().isEmpty()) {
            return List.of(nothing("connections.none"));
        }
        UnorderedList lines = new UnorderedList();
        lines.addClassName("file-lines");
        now.open().forEach(connection -> lines.add(open(connection)));
        now.recent().forEach(record -> lines.add(ended(record)));
        List<Component> parts = new ArrayList<>();
        parts.add(lines);
        parts.add(all("connections.live", "connections?simId=" + now.simId()));
        parts.add(all("connections.all", "connections?tab=history&simId=" + now.simId()));
        return parts;
    }

    private ListItem open(OpenConnection connection) {
        return line(
                "connections?id=" + connection.id(),
                connection.openedAt(),
                connection.inputPort(),
                connection.destination(),
                ConnectionWords.phase(connection.phase()),
                connection.bytesUp(),
                connection.bytesDown());
    }

    private ListItem ended(ConnectionRecord record) {
        return line(
                "connections?tab=history&id=" + record.id(),
                record.openedAt(),
                record.inputPort(),
                record.destination(),
                ConnectionWords.end(record),
                record.bytesUp(),
                record.bytesDown());
    }

    private ListItem line(
            String address,
            Instant at,
            int port,
            String destination,
            Cell state,
            long up,
            long down) {
        Anchor when = new Anchor(address, kit.times().text(at));
        when.addClassName("nums");
        Span where = new Span(text("port", Integer.toString(port)) + way(destination));
        Span bytes = new Span("↑ " + Bytes.text(up) + "  ↓ " + Bytes.text(down));
        bytes.addClassNames("nums", "muted");
        return new ListItem(when, where, Badges.of(state), bytes);
    }

    private static String way(String destination) {
        return destination.isEmpty() ? "" : " → " + destination;
    }
}
