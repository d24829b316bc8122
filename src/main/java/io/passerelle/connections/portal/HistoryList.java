package io.passerelle.connections.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.connections.Attempt;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnections;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Filter;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What connections left behind. */
final class HistoryList {

    private static final String NAME = "connections.history";

    private final Sources sources;
    private final Consumer<String> go;

    HistoryList(Sources sources, Consumer<String> go) {
        this.sources = sources;
        this.go = go;
    }

    ListDefinition<ConnectionRecord> definition() {
        ListDefinition<ConnectionRecord> list =
                ListDefinition.of(NAME, sources.connections().listing(), ConnectionRecord::id)
                        .live(LiveConnections.TOPIC)
                        .orderedBy("openedAt", true)
                        .details(row -> new ConnectionDetails(sources, row.id()));
        columns(list);
        filters(list);
        actions(list);
        return list;
    }

    private void columns(ListDefinition<ConnectionRecord> list) {
        Times times = sources.kit().times();
        list.column(Column.of("iccid", HistoryList::sim).sortable().narrow().wide("12.8em", 1))
                .column(
                        Column.<ConnectionRecord>of("endReason", ConnectionWords::end)
                                .sortable()
                                .narrow()
                                .exportedAs(c -> c.endReason().key())
                                .wide("14.5em", 2))
                .column(
                        Column.<ConnectionRecord>of("openedAt", c -> times.cell(c.openedAt()))
                                .sortable()
                                .narrow()
                                .exportedAs(c -> times.exported(c.openedAt()))
                                .wide("11.6em", 1))
                .column(
                        Column.<ConnectionRecord>of("endedAt", c -> times.cell(c.endedAt()))
                                .sortable()
                                .hidden()
                                .exportedAs(c -> times.exported(c.endedAt()))
                                .wide("11.6em", 1))
                .column(
                        Column.<ConnectionRecord>text("duration", c -> Times.length(c.duration()))
                                .narrow()
                                .exportedAs(c -> Long.toString(c.duration().toMillis()))
                                .end()
                                .wide("6.4em", 1))
                .column(
                        Column.<ConnectionRecord>of(
                                        "sourceAddress",
                                        c -> ConnectionWords.address(c.sourceAddress()))
                                .sortable()
                                .hidden()
                                .wide("8em", 1))
                .column(
                        Column.mono("inputPort", ConnectionRecord::inputPort)
                                .sortable()
                                .narrow()
                                .end()
                                .wide("5.2em", 0))
                .column(
                        Column.of("destination", HistoryList::destination)
                                .sortable()
                                .narrow()
                                .wide("8.5em", 3))
                .column(Column.of("attempts", HistoryList::attempts).hidden().end().wide("6em", 0))
                .column(amount("bytesUp", ConnectionRecord::bytesUp))
                .column(amount("bytesDown", ConnectionRecord::bytesDown))
                .column(
                        Column.<ConnectionRecord>text("connectMillis", c -> millis(c))
                                .sortable()
                                .hidden()
                                .end())
                .column(
                        Column.<ConnectionRecord>text(
                                        "group",
                                        c -> sources.names().group(sources.kit(), c.groupId(), ""))
                                .hidden())
                .column(
                        Column.<ConnectionRecord>text(
                                        "organisation",
                                        c -> sources.organisation(c.organisationId()))
                                .hidden())
                .column(Column.<ConnectionRecord>text("link", ConnectionRecord::link).hidden())
                .column(Column.text("node", ConnectionRecord::node).hidden());
    }

    private void filters(ListDefinition<ConnectionRecord> list) {
        list.filter(Filter.select("endReason", HistoryList::reasons))
                .filter(Filter.select("refused", HistoryList::refusals));
        sources.filters().forEach(list::filter);
        list.filter(Filter.words("destination"))
                .filter(Filter.words("sourceAddress"))
                .filter(new Filter.Period("openedAt", "since", "until"));
    }

    private void actions(ListDefinition<ConnectionRecord> list) {
        new RelatedPages<>(
                        go,
                        ConnectionRecord::simId,
                        ConnectionRecord::sessionId,
                        ConnectionRecord::routeId)
                .addTo(list, "sameSim", VaadinIcon.FILTER);
    }

    private static Column<ConnectionRecord> amount(
            String key, ToLongFunction<ConnectionRecord> bytes) {
        return Column.<ConnectionRecord>of(key, c -> ConnectionWords.amount(bytes.applyAsLong(c)))
                .sortable()
                .exportedAs(c -> Long.toString(bytes.applyAsLong(c)))
                .end()
                .wide("8.8em", 1);
    }

    private static Cell sim(ConnectionRecord record) {
        Cell iccid = Cell.mono(record.iccid());
        return record.simId() == null ? iccid : iccid.to("sims?id=" + record.simId());
    }

    /** The one that took the connection; all that were tried, under the pointer. */
    private static Cell destination(ConnectionRecord record) {
        Cell taken = Cell.mono(record.destination());
        return record.path().isEmpty() ? taken : taken.withTooltip(way(record));
    }

    private static Cell attempts(ConnectionRecord record) {
        return Cell.mono(record.path().size()).withTooltip(way(record));
    }

    private static String way(ConnectionRecord record) {
        return record.path().stream().map(HistoryList::attempt).collect(Collectors.joining(" → "));
    }

    private static String attempt(Attempt attempt) {
        return attempt.destination()
                + ":"
                + attempt.port()
                + " ("
                + Texts.text("attempt." + attempt.outcome().key())
                + ")";
    }

    private static String millis(ConnectionRecord record) {
        return record.connectMillis() == null ? "" : record.connectMillis() + " ms";
    }

    private static List<Choice> reasons() {
        return Stream.of(EndReason.values())
                .filter(reason -> reason != EndReason.ACCEPT_RATE) // leaves no record
                .map(reason -> new Choice(reason.key(), Texts.text("end." + reason.key())))
                .toList();
    }

    private static List<Choice> refusals() {
        return List.of(
                new Choice("true", Texts.text(NAME + ".refused.true")),
                new Choice("false", Texts.text(NAME + ".refused.false")));
    }
}
