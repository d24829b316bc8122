package io.passerelle.nodes.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.nodes.Node;
import io.passerelle.nodes.NodeState;
import io.passerelle.nodes.Nodes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import jakarta.annotation.security.PermitAll;
import java.text.NumberFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes that share the database, and how each is (ALL-4). */
@Route("nodes")
@PermitAll
class NodesPage extends ListPage {

    static final String NAME = "nodes.nodes";

    private final Nodes nodes;

    NodesPage(Kit kit, Nodes nodes) {
        super(kit, NAME);
        this.nodes = nodes;
        show(list(kit.times()));
    }

    private ListDefinition<Node> list(Times times) {
        return ListDefinition.of(NAME, nodes.listing(), Node::id)
                .column(Column.text("name", this::name).sortable().narrow().wide("9em", 2))
                .column(Column.of("state", this::state).sortable().narrow().wide("7.6em", 1))
                .column(Column.text("roles", NodesPage::roles).wide("11.6em", 2))
                .column(Column.mono("address", Node::address).wide("7.2em", 1))
                .column(Column.mono("portalUrl", Node::portalUrl).hidden().wide("14em", 2))
                .column(count("sessions", Node::sessions))
                .column(count("connections", Node::connections))
                .column(
                        Column.<Node>of("startedAt", n -> times.cell(n.startedAt()))
                                .sortable()
                                .exportedAs(n -> times.exported(n.startedAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.<Node>of("seenAt", n -> times.cell(n.seenAt()))
                                .sortable()
                                .exportedAs(n -> times.exported(n.seenAt()))
                                .wide("11.4em", 0))
                .column(Column.<Node>text("version", Node::version).sortable().hidden())
                .filter(Filter.select("state", NodesPage::states))
                .action(
                        RowAction.<Node>one("drain", VaadinIcon.POWER_OFF, this::drain)
                                .when(rows -> rows.stream().allMatch(n -> n.state().isAlive()))
                                .destructive())
                .action(
                        RowAction.<Node>one("forget", VaadinIcon.TRASH, this::forget)
                                .when(rows -> rows.stream().noneMatch(n -> n.state().isAlive()))
                                .destructive()
                                .separated()
                                .on(Key.DELETE))
                .live(Nodes.TOPIC)
                .orderedBy("name", false);
    }

    private static Column<Node> count(String key, java.util.function.ToIntFunction<Node> number) {
        return Column.<Node>of(key, n -> Cell.mono(figure(number.applyAsInt(n))))
                .sortable()
                .narrow()
                .exportedAs(n -> Integer.toString(number.applyAsInt(n)))
                .end()
                .wide("8em", 1);
    }

    private static String figure(int number) {
        return NumberFormat.getIntegerInstance(Texts.locale()).format(number);
    }

    private String name(Node node) {
        return node.id().equals(nodes.self()) ? text("self", node.name()) : node.name();
    }

    private Cell state(Node node) {
        Tone tone =
                switch (node.state()) {
                    case SERVING -> Tone.GOOD;
                    case STARTING -> Tone.INFO;
                    case DRAINING -> Tone.WARN;
                    case STOPPED -> Tone.NEUTRAL;
                    case DEAD -> Tone.BAD;
                };
        return Cell.badge(Texts.text("nodes.state", node.state()), tone)
                .withTooltip(text("why." + node.state()));
    }

    private static String roles(Node node) {
        return node.roles().stream()
                .map(role -> Texts.text("nodes.role." + role))
                .collect(Collectors.joining(", "));
    }

    private void drain(Node node) {
        Confirm.ask(
                text("drain.title"),
                text("drain.question", node.name(), node.connections()),
                () -> {
                    nodes.drain(kit().viewer(), node.id());
                    Notices.done(text("drained", node.name()));
                });
    }

    private void forget(Node node) {
        Confirm.ask(
                text("forget.title"),
                text("forget.question", node.name()),
                () -> {
                    nodes.forget(kit().viewer(), node.id());
                    Notices.done(text("forgotten", node.name()));
                });
    }

    private static List<Choice> states() {
        return Stream.of(NodeState.values())
                .map(state -> new Choice(state.name(), Texts.text("nodes.state", state)))
                .toList();
    }
}
