package io.passerelle.sims.portal;

import com.vaadin.flow.router.Route;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Column;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.ListView;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sims.Sim;
import jakarta.annotation.security.PermitAll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cartes SIM: every card, what the network says of it now, and what can be done (M2M-1 to 3). */
@Route("sims")
@PermitAll
class SimsPage extends ListPage {

    static final String NAME = "sims.sims";

    private final SimServices services;
    private final Times times;
    private @Nullable ListView<Sim> view;

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
        new SimMenu(kit, services, this::go, () -> Objects.requireNonNull(view)).addTo(list);
        view = show(list);
    }

    /** What one looks for first: which card, its state, where it is. */
    private static void identity(ListDefinition<Sim> list) {
        list.column(Column.mono("iccid", Sim::iccid).sortable().narrow().wide("12.8em", 0))
                .column(Column.of("status", SimWords::status).sortable().narrow().wide("13.9em", 0))
                .column(Column.text("label", Sim::label).sortable().narrow().wide("8em", 3))
                .column(Column.mono("msisdn", Sim::msisdn).sortable().narrow().wide("8em", 0))
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
                        .wide("9.2em", 0);
        list.column(
                        Column.<Sim>of("address", sim -> SimWords.address(sim.address()))
                                .sortable()
                                .narrow()
                                .wide("9em", 0))
                .column(several ? lastRadiusAt.hidden() : lastRadiusAt)
                .column(
                        Column.<Sim>of("monthBytes", SimsPage::traffic)
                                .sortable()
                                .narrow()
                                .exportedAs(sim -> Long.toString(sim.monthBytes()))
                                .end()
                                .wide("9.4em", 0))
                .column(
                        Column.of("operator", SimWords::operator)
                                .sortable()
                                .hidden()
                                .wide("11em", 1))
                .column(Column.mono("imsi", Sim::imsi).sortable().hidden().wide("10.6em", 1))
                .column(Column.of("kind", SimWords::kind).hidden().wide("11em", 1))
                .column(Column.of("roaming", SimWords::roaming).hidden().wide("6.4em", 0))
                .column(Column.text("options", SimWords::options).hidden().wide("7em", 1))
                .column(Column.text("tags", SimWords::tags).hidden().wide("9em", 2));
        guards(list);
    }

    private void guards(ListDefinition<Sim> list) {
        list.column(Column.of("imei", SimWords::device).hidden().wide("9.6em", 1))
                .column(
                        Column.<Sim>of("expiresAt", sim -> SimWords.expiry(sim, times))
                                .sortable()
                                .hidden()
                                .exportedAs(sim -> times.exported(sim.guards().expiresAt()))
                                .wide("11em", 1))
                .column(
                        Column.<Sim>text(
                                        "terminationProtected",
                                        sim ->
                                                Texts.text(
                                                        "sims.protected."
                                                                + sim.guards()
                                                                        .terminationProtected()))
                                .hidden()
                                .wide("8em", 1));
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

    private static Cell group(Sim sim) {
        return Cell.link(sim.group(), "sims?groupId=" + sim.groupId());
    }

    private static Cell traffic(Sim sim) {
        return sim.monthBytes() == 0 || !sim.kind().passesHere()
                ? Cell.NONE
                : Cell.of(Bytes.text(sim.monthBytes())).styled("nums");
    }
}
