package io.passerelle.egress.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.egress.EgressLink;
import io.passerelle.egress.EgressLinks;
import io.passerelle.egress.LinkEnd;
import io.passerelle.egress.LinkKind;
import io.passerelle.foundation.Cidr;
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
import jakarta.annotation.security.PermitAll;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways out of the gateway, and how they are (M2M-27). */
@Route("egress-links")
@PermitAll
class EgressLinksPage extends ListPage {

    static final String NAME = "egress.links";

    private final EgressLinks links;
    private final Nodes nodes;

    EgressLinksPage(Kit kit, EgressLinks links, Nodes nodes) {
        super(kit, NAME);
        this.links = links;
        this.nodes = nodes;
        Paragraph explanation = new Paragraph(text("explanation"));
        explanation.addClassName("page-note");
        above(explanation);
        show(list());
    }

    private ListDefinition<EgressLink> list() {
        ListDefinition<EgressLink> list =
                ListDefinition.of(NAME, links.listing(), EgressLink::id)
                        .live(EgressLinks.TOPIC)
                        .live(Nodes.TOPIC)
                        .orderedBy("name", false)
                        .details(link -> new LinkDetails(kit(), links, nodes, link))
                        .filter(Filter.select("kind", EgressLinksPage::kinds))
                        .filter(Filter.select("enabled", this::switches));
        columns(list);
        actions(list);
        return list;
    }

    private void columns(ListDefinition<EgressLink> list) {
        list.column(Column.text("name", EgressLink::name).sortable().narrow().wide("9em", 2))
                .column(Column.<EgressLink>of("state", this::state).narrow().wide("9em", 1))
                .column(
                        Column.<EgressLink>text("kind", link -> kind(link.kind()))
                                .sortable()
                                .wide("8em", 1))
                .column(
                        Column.<EgressLink>of("networks", EgressLinksPage::networks)
                                .narrow()
                                .wide("11em", 3))
                .column(Column.<EgressLink>of("ends", EgressLinksPage::ends).wide("11em", 2))
                .column(
                        Column.mono("priority", EgressLink::priority)
                                .sortable()
                                .end()
                                .wide("6.6em", 0))
                .column(
                        Column.<EgressLink>text(
                                        "fallback",
                                        link -> Texts.text("egress.fallback", link.fallback()))
                                .wide("10em", 1))
                .column(Column.text("note", EgressLink::note).hidden().wide("12em", 2));
    }

    private void actions(ListDefinition<EgressLink> list) {
        list.action(
                        RowAction.<EgressLink>list("create", VaadinIcon.PLUS, this::create)
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        RowAction.<EgressLink>one("change", VaadinIcon.PENCIL, this::change)
                                .usual())
                .action(
                        RowAction.<EgressLink>one(
                                        "connections",
                                        VaadinIcon.CONNECT_O,
                                        link ->
                                                go(
                                                        "connections?tab=history&link="
                                                                + encoded(link.name())))
                                .window())
                .action(
                        RowAction.<EgressLink>one("delete", VaadinIcon.TRASH, this::delete)
                                .destructive()
                                .separated()
                                .on(Key.DELETE));
    }

    private Cell state(EgressLink link) {
        return LinkWords.all(links.states(link.id()), nodes.known());
    }

    private static Cell networks(EgressLink link) {
        String all = link.networks().stream().map(Cidr::toString).collect(Collectors.joining(", "));
        return Cell.mono(all).withTooltip(all);
    }

    private static Cell ends(EgressLink link) {
        String all =
                link.ends().stream()
                        .map(EgressLinksPage::end)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return Cell.mono(all).withTooltip(all);
    }

    static String end(LinkEnd end) {
        return Stream.concat(
                        Stream.of(end.device()).filter(device -> !device.isEmpty()),
                        Stream.of(end.ipv4(), end.ipv6())
                                .filter(Objects::nonNull)
                                .map(source -> source.getHostAddress()))
                .collect(Collectors.joining(" "));
    }

    static String kind(LinkKind kind) {
        return Texts.text("egress.kind", kind);
    }

    private static List<Choice> kinds() {
        return Stream.of(LinkKind.values())
                .map(kind -> new Choice(kind.name(), kind(kind)))
                .toList();
    }

    private List<Choice> switches() {
        return List.of(
                new Choice("true", text("enabled.true")),
                new Choice("false", text("enabled.false")));
    }

    private void create() {
        new EgressLinkForm(
                        null,
                        nodes.known(),
                        draft -> {
                            EgressLink made = links.create(kit().viewer(), draft);
                            saved(made);
                        })
                .open();
    }

    private void change(EgressLink row) {
        EgressLink link = links.get(kit().viewer(), row.id());
        new EgressLinkForm(
                        link,
                        nodes.known(),
                        draft ->
                                saved(
                                        links.update(
                                                kit().viewer(), link.id(), link.version(), draft)))
                .open();
    }

    private void saved(EgressLink link) {
        Notices.done(
                link.internalNetworks().isEmpty()
                        ? text("saved", link.name())
                        : text("saved.internal", link.name()));
    }

    private void delete(EgressLink link) {
        Confirm.ask(
                text("delete.title"),
                text("delete.question", link.name()),
                () -> {
                    links.delete(kit().viewer(), link.id());
                    Notices.done(text("deleted", link.name()));
                });
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
