package io.passerelle.routing.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.network.GatewaySettings;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.ListView;
import io.passerelle.portal.Notices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.RouteLine;
import io.passerelle.routing.RouteLine.Way;
import io.passerelle.routing.RouteType;
import io.passerelle.routing.Routes;
import io.passerelle.sims.KnownGroup;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gestion des routes IP M2M (M2M-24): a line for each destination, and each group without one. */
@Route("routes")
@PermitAll
class RoutesPage extends ListPage {

    static final String NAME = "routing.routes";

    private final Routes routes;
    private final EditorServices services;
    private final DestinationHealth health;
    private final GatewaySettings gateway;
    private final ListView<RouteLine> view;

    RoutesPage(
            Kit kit,
            Routes routes,
            EditorServices services,
            DestinationHealth health,
            GatewaySettings gateway) {
        super(kit, NAME);
        this.routes = routes;
        this.services = services;
        this.health = health;
        this.gateway = gateway;
        Viewer viewer = kit.viewer();
        if (!viewer.has(Right.MANAGE_ROUTES)) {
            above(explanationOfTheRight());
        }
        var list = ListDefinition.of(NAME, routes.lines(), RouteLine::id);
        columns(list, viewer, kit.times());
        filters(list);
        actions(list, viewer.has(Right.MANAGE_ROUTES));
        list.live("routes").live("groups").live(DestinationHealth.TOPIC);
        this.view = show(list);
    }

    private void columns(ListDefinition<RouteLine> list, Viewer viewer, Times times) {
        // whose a route is stands in place of what is the same everywhere, and of the label
        boolean severalCustomers =
                viewer.kind() == OrganisationKind.OPERATOR
                        || viewer.kind() == OrganisationKind.RESELLER;
        var input =
                Column.<RouteLine>mono(
                                "inputAddress", of(way -> gateway.address().getHostAddress()))
                        .wide("7em", 0);
        var label = Column.<RouteLine>text("label", of(Way::label)).sortable().wide("7em", 2);
        list.column(severalCustomers ? input.hidden() : input)
                .column(
                        Column.of("inputPort", this::inputPort)
                                .sortable()
                                .narrow()
                                .end()
                                .exportedAs(of(way -> Integer.toString(way.inputPort())))
                                .wide("8.8em", 0))
                .column(
                        Column.<RouteLine>text(
                                        "type", of(way -> Texts.text("routing.type", way.type())))
                                .sortable()
                                .narrow()
                                .wide("9em", 1))
                .column(
                        Column.<RouteLine>mono("destination", of(way -> way.target().toString()))
                                .sortable()
                                .narrow()
                                .wide("11em", 3))
                .column(
                        Column.<RouteLine>text(
                                        "priority", of(way -> Integer.toString(way.priority())))
                                .sortable()
                                .narrow()
                                .end()
                                .wide("6em", 0))
                .column(
                        Column.<RouteLine>text("share", of(way -> Integer.toString(way.share())))
                                .sortable()
                                .narrow()
                                .end()
                                .wide("8.2em", 0))
                .column(
                        Column.<RouteLine>of("health", line -> health(line, times))
                                .narrow()
                                .wide("10.4em", 0))
                .column(severalCustomers ? label.hidden() : label)
                .column(
                        Column.<RouteLine>text(
                                        "onRemoval",
                                        of(way -> LossFields.words(way.whenLost().removed())))
                                .wide("10em", 1)
                                .hidden())
                .column(
                        Column.<RouteLine>text(
                                        "onFailure",
                                        of(way -> LossFields.words(way.whenLost().failed())))
                                .wide("10em", 1)
                                .hidden())
                .column(
                        Column.<RouteLine>of("group", this::group)
                                .sortable()
                                .narrow()
                                .wide("8.4em", 2));
        var organisation =
                Column.text("organisation", RouteLine::organisation).sortable().wide("12em", 2);
        list.column(severalCustomers ? organisation.narrow() : organisation.hidden());
    }

    private void filters(ListDefinition<RouteLine> list) {
        list.filter(Filter.select("type", RoutesPage::types))
                .filter(Filter.words("inputPort"))
                .filter(Filter.select("routed", RoutesPage::routed))
                .filter(Filter.linked("groupId", this::groupName))
                .filter(Filter.linked("routeId", Filter::brief));
    }

    private String groupName(String id) {
        try {
            return services.groups()
                    .byId(UUID.fromString(id))
                    .filter(group -> kit().viewer().sees(group.organisationId()))
                    .map(KnownGroup::name)
                    .orElseGet(() -> Filter.brief(id));
        } catch (IllegalArgumentException anybodyCanTypeAnAddress) {
            return Filter.brief(id);
        }
    }

    private void actions(ListDefinition<RouteLine> list, boolean mayManage) {
        list.action(
                        mayManage,
                        RowAction.<RouteLine>list("add", VaadinIcon.PLUS, this::add)
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        mayManage,
                        RowAction.<RouteLine>one("edit", VaadinIcon.EDIT, this::edit)
                                .when(RoutesPage::isRoute)
                                .usual()
                                .on(Key.F2))
                .action(
                        mayManage,
                        RowAction.<RouteLine>one("delete", VaadinIcon.TRASH, this::delete)
                                .when(RoutesPage::isRoute)
                                .destructive()
                                .on(Key.DELETE))
                .action(
                        RowAction.<RouteLine>one(
                                        "explain", VaadinIcon.QUESTION_CIRCLE_O, this::explain)
                                .separated());
    }

    private void add() {
        List<RouteLine> selected = view.selected();
        UUID group = selected.isEmpty() ? null : selected.getFirst().groupId();
        new RouteEditor(kit(), services, group, null).open();
    }

    private void edit(RouteLine line) {
        Way way = line.way();
        if (way != null) {
            new RouteEditor(
                            kit(),
                            services,
                            null,
                            routes.get(kit().viewer(), way.routeId()).route())
                    .open();
        }
    }

    private void delete(RouteLine line) {
        Way way = line.way();
        if (way == null) {
            return;
        }
        Confirm.ask(
                text("delete.title"),
                text("delete.question", Integer.toString(way.inputPort()), line.group())
                        + " "
                        + text(
                                "delete.open." + way.whenLost().removed().action(),
                                way.whenLost().removed().drainSeconds()),
                () -> {
                    routes.delete(kit().viewer(), way.routeId());
                    Notices.done(text("deleted", Integer.toString(way.inputPort())));
                });
    }

    private void explain(RouteLine line) {
        Way way = line.way();
        new DryRunDialog(
                        kit(), services, line.groupId(), way == null ? null : way.inputPort(), null)
                .open();
    }

    private Cell inputPort(RouteLine line) {
        Way way = line.way();
        if (way == null) {
            return Cell.NONE;
        }
        Cell port = Cell.mono(way.inputPort());
        return gateway.portShift() == 0
                ? port
                : port.withTooltip(
                        text("shifted", Integer.toString(way.inputPort() + gateway.portShift())));
    }

    private Cell health(RouteLine line, Times times) {
        Way way = line.way();
        return way == null
                ? Cell.badge(text("none"), Tone.NEUTRAL)
                : HealthBadge.of(health.of(way.healthTarget()), times);
    }

    private Cell group(RouteLine line) {
        return Cell.link(line.group(), "sims?groupId=" + line.groupId());
    }

    private Div explanationOfTheRight() {
        Div note = new Div(text("right.missing"));
        note.addClassName("note");
        note.setId("routing-routes-right");
        return note;
    }

    private static boolean isRoute(List<RouteLine> lines) {
        return lines.getFirst().way() != null;
    }

    private static Function<RouteLine, String> of(Function<Way, String> read) {
        return line -> {
            @Nullable Way way = line.way();
            return way == null ? "" : read.apply(way);
        };
    }

    private static List<Choice> types() {
        return Stream.of(RouteType.values())
                .map(type -> new Choice(type.name(), Texts.text("routing.type", type)))
                .toList();
    }

    private static List<Choice> routed() {
        return List.of(
                new Choice("true", Texts.text(NAME + ".routed.true")),
                new Choice("false", Texts.text(NAME + ".routed.false")));
    }
}
