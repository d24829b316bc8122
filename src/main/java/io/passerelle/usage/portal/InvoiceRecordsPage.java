package io.passerelle.usage.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.ListQuery;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
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
import io.passerelle.sims.Sim;
import io.passerelle.usage.InvoiceImport;
import io.passerelle.usage.InvoiceRecord;
import io.passerelle.usage.InvoiceRecords;
import jakarta.annotation.security.PermitAll;
import java.util.function.Function;

/**
 * Relevés facturés: what mobile operators' invoices say cards carried that go straight to the
 * Internet (M2M-46). The operator's people bring them in.
 */
@Route("invoice-records")
@PermitAll
class InvoiceRecordsPage extends ListPage {

    static final String NAME = "usage.invoices";

    private final UsageServices services;

    InvoiceRecordsPage(Kit kit, UsageServices services) {
        super(kit, NAME);
        this.services = services;
        Viewer viewer = kit.viewer();
        boolean several =
                viewer.kind() == OrganisationKind.OPERATOR
                        || viewer.kind() == OrganisationKind.RESELLER;
        ListDefinition<InvoiceRecord> list =
                ListDefinition.of(NAME, services.invoices().listing(), InvoiceRecord::id)
                        .live(InvoiceRecords.TOPIC)
                        .orderedBy("from", true);
        columns(list, kit.times(), several);
        list.filter(Filter.period("period")).filter(Filter.linked("simId", this::iccid));
        if (several) {
            list.filter(
                    Filter.select(
                            "organisationId",
                            () -> OrganisationChoices.choices(viewer, services.organisations())));
        }
        actions(list, InvoiceImport.isFor(viewer));
        show(list);
    }

    private void columns(ListDefinition<InvoiceRecord> list, Times times, boolean several) {
        Column<InvoiceRecord> organisation =
                Column.<InvoiceRecord>text(
                                "organisation",
                                r -> services.organisations().tree().name(r.organisationId()))
                        .wide("9em", 2);
        list.column(
                        Column.<InvoiceRecord>of("iccid", InvoiceRecordsPage::card)
                                .sortable()
                                .narrow()
                                .exportedAs(InvoiceRecord::iccid)
                                .wide("12.8em", 0))
                .column(
                        Column.<InvoiceRecord>text("simLabel", InvoiceRecord::simLabel)
                                .wide("9em", 3))
                .column(
                        Column.<InvoiceRecord>of(
                                        "from",
                                        r -> Cell.of(times.dayText(r.from())).styled("nums"))
                                .sortable()
                                .narrow()
                                .exportedAs(r -> r.from().toString())
                                .wide("8em", 0))
                .column(
                        Column.<InvoiceRecord>of(
                                        "to", r -> Cell.of(times.dayText(r.to())).styled("nums"))
                                .sortable()
                                .narrow()
                                .exportedAs(r -> r.to().toString())
                                .wide("8em", 0))
                .column(octets("octets", InvoiceRecord::octets).narrow())
                .column(octets("octetsUp", InvoiceRecord::octetsUp))
                .column(octets("octetsDown", InvoiceRecord::octetsDown))
                .column(Column.text("label", InvoiceRecord::label).wide("9em", 2))
                .column(several ? organisation : organisation.hidden())
                .column(
                        Column.<InvoiceRecord>of("loadedAt", r -> times.cell(r.loadedAt()))
                                .sortable()
                                .hidden()
                                .exportedAs(r -> times.exported(r.loadedAt()))
                                .wide("11.4em", 0))
                .column(Column.text("fileName", InvoiceRecord::fileName).hidden().wide("10em", 2))
                .column(Column.text("loadedBy", InvoiceRecord::loadedBy).hidden().wide("8em", 1));
    }

    /** The number of the card a link names; what it gives when nobody here may know it. */
    private String iccid(String id) {
        ListQuery query = ListQuery.ALL.withFilter("id", id);
        return services.cards().listing().page(kit().viewer().visible(), query, 0, 1).stream()
                .findFirst()
                .map(Sim::iccid)
                .orElse(id);
    }

    private static Column<InvoiceRecord> octets(String key, Function<InvoiceRecord, Long> octets) {
        return Column.<InvoiceRecord>of(
                        key, r -> Cell.of(Bytes.text(octets.apply(r))).styled("nums"))
                .sortable()
                .exportedAs(r -> Long.toString(octets.apply(r)))
                .end()
                .wide("7.4em", 0);
    }

    private static Cell card(InvoiceRecord shown) {
        return Cell.mono(shown.iccid()).to("sims/" + shown.simId());
    }

    private void actions(ListDefinition<InvoiceRecord> list, boolean loads) {
        list.action(
                        loads,
                        RowAction.<InvoiceRecord>list(
                                        "import",
                                        VaadinIcon.UPLOAD_ALT,
                                        () -> new InvoiceDialog(kit(), services).open())
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        loads,
                        RowAction.<InvoiceRecord>one("delete", VaadinIcon.TRASH, this::delete)
                                .destructive())
                .action(
                        RowAction.<InvoiceRecord>one(
                                        "usage",
                                        VaadinIcon.BAR_CHART,
                                        r -> go("usage?simId=" + r.simId() + "&period=12m"))
                                .window()
                                .usual());
    }

    private void delete(InvoiceRecord shown) {
        Times times = kit().times();
        Confirm.ask(
                Texts.text(NAME + ".delete.title"),
                Texts.text(
                        NAME + ".delete.question",
                        shown.iccid(),
                        times.dayText(shown.from()),
                        times.dayText(shown.to())),
                () -> {
                    services.invoices().delete(kit().viewer(), shown.id());
                    Notices.done(Texts.text(NAME + ".deleted", shown.iccid()));
                });
    }
}
