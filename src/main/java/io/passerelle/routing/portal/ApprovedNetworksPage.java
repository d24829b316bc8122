package io.passerelle.routing.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.foundation.Cidr;
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
import io.passerelle.portal.Times;
import io.passerelle.routing.ApprovedNetwork;
import io.passerelle.routing.ApprovedNetworks;
import jakarta.annotation.security.PermitAll;

/** Which internal networks an organisation's connections may go to (M2M-26). */
@Route("approved-networks")
@PermitAll
class ApprovedNetworksPage extends ListPage {

    static final String NAME = "routing.approvals";

    private static final String APPROVE = "approve";

    private final ApprovedNetworks networks;
    private final Organisations organisations;

    ApprovedNetworksPage(Kit kit, ApprovedNetworks networks, Organisations organisations) {
        super(kit, NAME);
        this.networks = networks;
        this.organisations = organisations;
        Paragraph explanation = new Paragraph(text("explanation"));
        explanation.addClassName("page-note");
        above(explanation);
        show(list(kit.times()));
    }

    private ListDefinition<ApprovedNetwork> list(Times times) {
        return ListDefinition.of(NAME, networks.listing(), ApprovedNetwork::id)
                .column(Column.of("organisation", this::organisation).narrow().wide("16em", 3))
                .column(Column.mono("network", ApprovedNetwork::network).narrow().wide("11em", 1))
                .column(Column.text("note", ApprovedNetwork::note).narrow().wide("18em", 4))
                .column(
                        Column.text("approvedBy", ApprovedNetwork::approvedBy)
                                .sortable()
                                .narrow()
                                .wide("9em", 1))
                .column(
                        Column.<ApprovedNetwork>of("approvedAt", n -> times.cell(n.approvedAt()))
                                .sortable()
                                .narrow()
                                .exportedAs(n -> times.exported(n.approvedAt()))
                                .wide("11em", 1))
                .filter(
                        Filter.select(
                                "organisationId",
                                () -> OrganisationChoices.choices(kit().viewer(), organisations)))
                .action(
                        RowAction.<ApprovedNetwork>list("add", VaadinIcon.PLUS, this::add)
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        RowAction.<ApprovedNetwork>one("withdraw", VaadinIcon.TRASH, this::withdraw)
                                .destructive()
                                .separated()
                                .on(Key.DELETE))
                .live(ApprovedNetworks.TOPIC)
                .orderedBy("approvedAt", true);
    }

    private Cell organisation(ApprovedNetwork network) {
        return Cell.link(
                organisations.tree().name(network.organisationId()),
                "organisations?id=" + network.organisationId());
    }

    private void add() {
        approve("");
    }

    private void approve(String network) {
        new ApprovalForm(kit().viewer(), networks, organisations, network).open();
    }

    /** Another page may propose a network: {@code ?approve=10.20.0.0/16}. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        super.beforeEnter(event);
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter(APPROVE)
                .flatMap(Cidr::parse)
                .ifPresent(network -> approve(network.toString()));
    }

    private void withdraw(ApprovedNetwork network) {
        String name = organisations.tree().name(network.organisationId());
        Confirm.ask(
                text("withdraw.title"),
                text("withdraw.question", network.network().toString(), name),
                () -> {
                    networks.delete(kit().viewer(), network.id());
                    Notices.done(text("withdrawn", network.network().toString(), name));
                });
    }
}
