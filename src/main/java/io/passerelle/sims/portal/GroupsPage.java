package io.passerelle.sims.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.sims.SimGroup;
import io.passerelle.sims.SimGroups;
import jakarta.annotation.security.PermitAll;
import java.text.NumberFormat;
import java.util.List;

/** Groupes: a card has one, and the group's routes are the card's (M2M-6). */
@Route("groups")
@PermitAll
class GroupsPage extends ListPage {

    static final String NAME = "sims.groups";

    private final SimGroups groups;
    private final SimServices services;

    GroupsPage(Kit kit, SimGroups groups, SimServices services) {
        super(kit, NAME);
        this.groups = groups;
        this.services = services;
        boolean several =
                kit.viewer().kind() == OrganisationKind.OPERATOR
                        || kit.viewer().kind() == OrganisationKind.RESELLER;
        ListDefinition<SimGroup> list =
                ListDefinition.of(NAME, groups.listing(), SimGroup::id)
                        .live("groups")
                        .live("sims")
                        .orderedBy("name", false);
        columns(list, kit.times(), several);
        filters(list, several);
        changes(list, kit.viewer());
        links(list);
        show(list);
    }

    private void columns(ListDefinition<SimGroup> list, Times times, boolean several) {
        list.column(Column.text("name", SimGroup::name).sortable().narrow().wide("14em", 3))
                .column(
                        Column.of("isDefault", GroupsPage::isDefault)
                                .sortable()
                                .narrow()
                                .wide("8em", 1))
                .column(Column.of("sims", GroupsPage::sims).narrow().end().wide("8em", 1))
                .column(
                        Column.of("maxConnections", GroupsPage::limit)
                                .narrow()
                                .end()
                                .exportedAs(GroupsPage::plainLimit)
                                .wide("11em", 1));
        Column<SimGroup> organisation =
                Column.<SimGroup>text(
                                "organisation",
                                group ->
                                        services.organisations()
                                                .tree()
                                                .name(group.organisationId()))
                        .wide("14em", 3);
        list.column(several ? organisation.narrow() : organisation.hidden())
                .column(
                        Column.<SimGroup>of("createdAt", group -> times.cell(group.createdAt()))
                                .sortable()
                                .exportedAs(group -> times.exported(group.createdAt()))
                                .wide("11em", 1));
    }

    private void filters(ListDefinition<SimGroup> list, boolean several) {
        list.filter(Filter.select("isDefault", GroupsPage::defaults));
        if (several) {
            list.filter(
                    Filter.select(
                            "organisationId",
                            () ->
                                    OrganisationChoices.choices(
                                            kit().viewer(), services.organisations())));
        }
    }

    private void changes(ListDefinition<SimGroup> list, Viewer viewer) {
        boolean mayManage = viewer.has(Right.MANAGE_SIMS);
        list.action(
                        mayManage,
                        RowAction.<SimGroup>list("add", VaadinIcon.PLUS, this::add)
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        mayManage,
                        RowAction.<SimGroup>one("edit", VaadinIcon.EDIT, this::edit)
                                .usual()
                                .on(Key.F2))
                .action(
                        mayManage,
                        RowAction.<SimGroup>one("delete", VaadinIcon.TRASH, this::delete)
                                .when(chosen -> !chosen.getFirst().isDefault())
                                .destructive()
                                .on(Key.DELETE));
    }

    private void links(ListDefinition<SimGroup> list) {
        list.action(
                        RowAction.<SimGroup>one(
                                        "sims",
                                        VaadinIcon.CREDIT_CARD,
                                        group -> go("sims?groupId=" + group.id()))
                                .separated())
                .action(
                        RowAction.<SimGroup>one(
                                "routes",
                                VaadinIcon.ROAD_BRANCHES,
                                group -> go("routes?groupId=" + group.id())))
                .action(
                        RowAction.<SimGroup>one(
                                "connections",
                                VaadinIcon.CONNECT,
                                group -> go("connections?tab=history&groupId=" + group.id())));
    }

    private void add() {
        new GroupForm(kit().viewer(), groups, services, null).open();
    }

    private void edit(SimGroup group) {
        Viewer viewer = kit().viewer();
        new GroupForm(viewer, groups, services, groups.get(viewer, group.id())).open();
    }

    private void delete(SimGroup group) {
        Confirm.ask(
                text("delete.title"),
                text("delete.question", group.name()),
                () -> {
                    groups.delete(kit().viewer(), group.id());
                    Notices.done(text("deleted", group.name()));
                });
    }

    private static Cell isDefault(SimGroup group) {
        return group.isDefault()
                ? Cell.badge(Texts.text("sims.group.default"), Tone.INFO)
                : Cell.NONE;
    }

    private static Cell sims(SimGroup group) {
        return Cell.link(number(group.sims()), "sims?groupId=" + group.id());
    }

    private static Cell limit(SimGroup group) {
        Integer limit = group.maxConnections();
        return limit == null
                ? Cell.of(Texts.text(NAME + ".unlimited")).styled("muted")
                : Cell.of(number(limit)).styled("nums");
    }

    private static String plainLimit(SimGroup group) {
        Integer limit = group.maxConnections();
        return limit == null ? "" : limit.toString();
    }

    private static String number(int value) {
        return NumberFormat.getIntegerInstance(Texts.locale()).format(value);
    }

    private static List<Choice> defaults() {
        return List.of(
                new Choice("true", Texts.text(NAME + ".isDefault.true")),
                new Choice("false", Texts.text(NAME + ".isDefault.false")));
    }
}
