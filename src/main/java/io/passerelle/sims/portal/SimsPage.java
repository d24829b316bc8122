package io.passerelle.sims.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Column;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Times;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimStatus;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Cartes SIM: every card, what the network says of it now, and what can be done (M2M-1 to 3). */
@Route("sims")
@PermitAll
class SimsPage extends ListPage {

    static final String NAME = "sims.sims";

    private final SimServices services;
    private final Times times;

    SimsPage(Kit kit, SimServices services) {
        super(kit, NAME);
        this.services = services;
        this.times = kit.times();
        ListDefinition<Sim> list =
                ListDefinition.of(NAME, services.cards().listing(), Sim::id)
                        .live("sims")
                        .live("sessions")
                        .orderedBy("iccid", false)
                        .details(sim -> new SimDetails(kit, services, sim));
        identity(list);
        OrganisationKind kind = kit.viewer().kind();
        boolean several = kind == OrganisationKind.OPERATOR || kind == OrganisationKind.RESELLER;
        network(list, several);
        ownership(list, several);
        new SimFilters(kit, services).addTo(list);
        changes(list, kit.viewer());
        links(list);
        show(list);
    }

    /** What one looks for first: which card, its state, where it is. */
    private static void identity(ListDefinition<Sim> list) {
        list.column(Column.mono("iccid", Sim::iccid).sortable().narrow().wide("12.8em", 0))
                .column(Column.of("status", SimWords::status).sortable().narrow().wide("13.9em", 0))
                .column(Column.text("label", Sim::label).sortable().narrow().wide("8em", 3))
                .column(Column.mono("msisdn", Sim::msisdn).sortable().narrow().wide("8em", 1))
                .column(Column.of("group", SimsPage::group).sortable().narrow().wide("7em", 2));
    }

    /**
     * What one looks for next. A desk's screen has room for the address, the last news and the
     * traffic; the rest is one click away, under the columns' button.
     */
    private void network(ListDefinition<Sim> list, boolean several) {
        Column<Sim> lastRadiusAt =
                Column.<Sim>of("lastRadiusAt", sim -> times.agoCell(sim.lastRadiusAt()))
                        .sortable()
                        .exportedAs(sim -> times.exported(sim.lastRadiusAt()))
                        .wide("8.4em", 1);
        list.column(
                        Column.<Sim>of("address", sim -> SimWords.address(sim.address()))
                                .sortable()
                                .narrow()
                                .wide("7.6em", 1))
                .column(several ? lastRadiusAt.hidden() : lastRadiusAt)
                .column(
                        Column.<Sim>of("monthBytes", SimsPage::traffic)
                                .sortable()
                                .narrow()
                                .exportedAs(sim -> Long.toString(sim.monthBytes()))
                                .end()
                                .wide("8.4em", 0))
                .column(
                        Column.of("operator", SimWords::operator)
                                .sortable()
                                .hidden()
                                .wide("11em", 1))
                .column(Column.mono("imsi", Sim::imsi).sortable().hidden().wide("10.6em", 1))
                .column(Column.of("roaming", SimWords::roaming).hidden().wide("6.4em", 0))
                .column(Column.text("options", SimWords::options).hidden().wide("7em", 1));
    }

    /** Whose card it is matters where cards of several customers are in one list. */
    private void ownership(ListDefinition<Sim> list, boolean several) {
        Column<Sim> organisation =
                Column.<Sim>text(
                                "organisation",
                                sim -> services.organisations().tree().name(sim.organisationId()))
                        .wide("8em", 2);
        list.column(several ? organisation : organisation.hidden())
                .column(Column.mono("accessPoint", Sim::accessPoint).hidden().wide("9em", 1))
                .column(Column.mono("userName", Sim::userName).hidden().wide("10em", 1))
                .column(
                        Column.<Sim>of(
                                        "staticAddress",
                                        sim -> SimWords.address(sim.staticAddress()))
                                .hidden()
                                .wide("8em", 1))
                .column(
                        Column.<Sim>of("createdAt", sim -> times.cell(sim.createdAt()))
                                .sortable()
                                .hidden()
                                .exportedAs(sim -> times.exported(sim.createdAt()))
                                .wide("11em", 1));
    }

    private void changes(ListDefinition<Sim> list, Viewer viewer) {
        boolean mayManage = viewer.has(Right.MANAGE_SIMS);
        list.action(
                        mayManage,
                        RowAction.<Sim>list("import", VaadinIcon.UPLOAD_ALT, this::importCards)
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        mayManage,
                        RowAction.<Sim>one("label", VaadinIcon.TAG, this::label)
                                .when(SimsPage::isAlive)
                                .usual()
                                .separated()
                                .on(Key.F2))
                .action(
                        mayManage,
                        RowAction.<Sim>many("group", VaadinIcon.GROUP, this::move)
                                .when(sims -> isAlive(sims) && areOfOneOrganisation(sims)))
                .action(
                        mayManage,
                        RowAction.<Sim>one("credentials", VaadinIcon.KEY_O, this::credentials)
                                .when(SimsPage::isAlive))
                .action(
                        mayManage && viewer.isOperator(),
                        RowAction.<Sim>one("network", VaadinIcon.COG_O, this::network));
    }

    private void links(ListDefinition<Sim> list) {
        list.action(
                        RowAction.<Sim>one(
                                        "sessions",
                                        VaadinIcon.SIGNAL,
                                        sim -> go("sessions?tab=history&simId=" + sim.id()))
                                .separated())
                .action(
                        RowAction.<Sim>one(
                                "authentications",
                                VaadinIcon.CHECK_CIRCLE_O,
                                sim -> go("authentications?simId=" + sim.id())))
                .action(
                        RowAction.<Sim>one(
                                "connections",
                                VaadinIcon.CONNECT,
                                sim -> go("connections?tab=history&simId=" + sim.id())))
                .action(
                        RowAction.<Sim>one(
                                "routes",
                                VaadinIcon.ROAD_BRANCHES,
                                sim -> go("routes?groupId=" + sim.groupId())))
                .action(
                        RowAction.<Sim>one(
                                "dryRun",
                                VaadinIcon.QUESTION_CIRCLE_O,
                                sim -> go("dry-run?sim=" + sim.iccid())));
    }

    private void importCards() {
        new SimImportDialog(kit(), services).open();
    }

    private void label(Sim sim) {
        new LabelForm(kit().viewer(), services.cards(), fresh(sim)).open();
    }

    private void move(List<Sim> sims) {
        new MoveForm(kit().viewer(), services, sims).open();
    }

    private void credentials(Sim sim) {
        new CredentialsForm(kit().viewer(), services.cards(), fresh(sim)).open();
    }

    private void network(Sim sim) {
        new NetworkForm(kit().viewer(), services, fresh(sim)).open();
    }

    /** The card as it is now, so that a form starts from what holds and not from what is shown. */
    private Sim fresh(Sim sim) {
        return services.cards().get(kit().viewer(), sim.id());
    }

    private void go(String page) {
        getUI().ifPresent(ui -> ui.navigate(page));
    }

    private static boolean isAlive(List<Sim> sims) {
        return sims.stream().noneMatch(sim -> sim.status() == SimStatus.TERMINATED);
    }

    private static boolean areOfOneOrganisation(List<Sim> sims) {
        return sims.stream().map(Sim::organisationId).distinct().count() == 1;
    }

    private static Cell group(Sim sim) {
        return Cell.link(sim.group(), "sims?groupId=" + sim.groupId());
    }

    private static Cell traffic(Sim sim) {
        return sim.monthBytes() == 0
                ? Cell.NONE
                : Cell.of(Bytes.text(sim.monthBytes())).styled("nums");
    }
}
