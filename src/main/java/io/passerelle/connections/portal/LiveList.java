package io.passerelle.connections.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnections;
import io.passerelle.connections.OpenConnection;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Filter;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The connections that are open now, with their bytes moving. */
final class LiveList {

    private static final String NAME = "connections.live";

    private final Sources sources;
    private final Consumer<String> go;

    LiveList(Sources sources, Consumer<String> go) {
        this.sources = sources;
        this.go = go;
    }

    ListDefinition<OpenConnection> definition() {
        ListDefinition<OpenConnection> list =
                ListDefinition.of(NAME, sources.open(), OpenConnection::id)
                        .live(LiveConnections.TOPIC)
                        .live(TrafficPulse.TOPIC)
                        .orderedBy("openedAt", true)
                        .details(row -> new ConnectionDetails(sources, row.id()));
        columns(list);
        list.filter(Filter.select("phase", LiveList::phases));
        if (sources.open().areOthers()) {
            list.filter(Filter.select("node", this::nodes));
        }
        sources.filters().forEach(list::filter);
        new RelatedPages<>(
                        go,
                        OpenConnection::simId,
                        OpenConnection::sessionId,
                        OpenConnection::routeId)
                .addTo(list, "history", VaadinIcon.CLOCK);
        return list;
    }

    private List<Choice> nodes() {
        return sources.open().nodes().stream().map(node -> new Choice(node, node)).toList();
    }

    private void columns(ListDefinition<OpenConnection> list) {
        Times times = sources.kit().times();
        list.column(Column.of("iccid", LiveList::sim).sortable().narrow().wide("12.8em", 1))
                .column(
                        Column.<OpenConnection>of("phase", c -> phase(c, times))
                                .sortable()
                                .narrow()
                                .wide("9em", 1))
                .column(
                        Column.<OpenConnection>of("openedAt", c -> times.cell(c.openedAt()))
                                .sortable()
                                .hidden()
                                .exportedAs(c -> times.exported(c.openedAt()))
                                .wide("11.6em", 1))
                .column(
                        Column.<OpenConnection>text("duration", c -> Times.length(c.duration()))
                                .sortable()
                                .narrow()
                                .exportedAs(c -> Long.toString(c.duration().toMillis()))
                                .end()
                                .wide("7em", 1))
                .column(
                        Column.<OpenConnection>of(
                                        "source", c -> ConnectionWords.address(c.source()))
                                .sortable()
                                .wide("8em", 1))
                .column(
                        Column.mono("inputPort", OpenConnection::inputPort)
                                .sortable()
                                .narrow()
                                .end()
                                .wide("5.5em", 0))
                .column(
                        Column.mono("destination", OpenConnection::destination)
                                .sortable()
                                .narrow()
                                .wide("15em", 3))
                .column(amount("bytesUp", OpenConnection::bytesUp))
                .column(amount("bytesDown", OpenConnection::bytesDown))
                .column(Column.<OpenConnection>text("link", OpenConnection::link).hidden())
                .column(node())
                .column(
                        Column.<OpenConnection>text(
                                        "group",
                                        c -> sources.names().group(sources.kit(), c.groupId(), ""))
                                .hidden())
                .column(
                        Column.<OpenConnection>text(
                                        "organisation",
                                        c -> sources.organisation(c.organisationId()))
                                .hidden())
                .column(
                        Column.<OpenConnection>mono("attempts", c -> c.path().size())
                                .hidden()
                                .end());
    }

    /** Whose it is says something only where there are others. */
    private Column<OpenConnection> node() {
        Column<OpenConnection> column =
                Column.<OpenConnection>text("node", OpenConnection::node).sortable().wide("7em", 1);
        return sources.open().areOthers() ? column : column.hidden();
    }

    private static Column<OpenConnection> amount(String key, ToLongFunction<OpenConnection> bytes) {
        return Column.<OpenConnection>of(key, c -> ConnectionWords.amount(bytes.applyAsLong(c)))
                .sortable()
                .narrow()
                .exportedAs(c -> Long.toString(bytes.applyAsLong(c)))
                .end()
                .wide("8.8em", 1);
    }

    private static Cell phase(OpenConnection connection, Times times) {
        Instant drainsUntil = connection.drainsUntil();
        return drainsUntil == null
                ? ConnectionWords.phase(connection.phase())
                : ConnectionWords.draining(times.text(drainsUntil));
    }

    private static Cell sim(OpenConnection connection) {
        Cell iccid = Cell.mono(connection.iccid());
        return connection.simId() == null ? iccid : iccid.to("sims?id=" + connection.simId());
    }

    private static List<Choice> phases() {
        return Stream.of(EndReason.Phase.values())
                .map(phase -> new Choice(phase.name(), Texts.text("connections.phase", phase)))
                .toList();
    }
}
