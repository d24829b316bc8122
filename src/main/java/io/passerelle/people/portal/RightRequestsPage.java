package io.passerelle.people.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.people.RightRequest;
import io.passerelle.people.RightRequests;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
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
import java.util.List;
import java.util.stream.Stream;

/** Rights that people asked for, to grant or refuse (ACC-5). */
@Route("right-requests")
@PermitAll
class RightRequestsPage extends ListPage {

    static final String NAME = "people.requests";

    private final RightRequests requests;
    private final Organisations organisations;

    RightRequestsPage(Kit kit, RightRequests requests, Organisations organisations) {
        super(kit, NAME);
        this.requests = requests;
        this.organisations = organisations;
        show(list(kit.times()));
    }

    private ListDefinition<RightRequest> list(Times times) {
        return ListDefinition.of(NAME, requests.listing(), RightRequest::id)
                .column(
                        Column.<RightRequest>of("askedAt", r -> times.cell(r.askedAt()))
                                .sortable()
                                .narrow()
                                .exportedAs(r -> times.exported(r.askedAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.text("login", RightRequest::login)
                                .sortable()
                                .narrow()
                                .wide("10em", 1))
                .column(
                        Column.<RightRequest>text(
                                        "organisation",
                                        r -> organisations.tree().name(r.organisationId()))
                                .wide("12em", 2))
                .column(
                        Column.<RightRequest>text("right", r -> Texts.text("right", r.right()))
                                .narrow()
                                .wide("13em", 2))
                .column(Column.text("reason", RightRequest::reason).wide("14em", 3))
                .column(Column.of("state", this::state).sortable().narrow().wide("8em", 1))
                .column(Column.text("decidedBy", RightRequest::decidedBy).wide("9em", 1))
                .column(Column.text("answer", RightRequest::answer).hidden().wide("12em", 2))
                .filter(Filter.select("state", this::states))
                .action(
                        RowAction.<RightRequest>one("grant", VaadinIcon.CHECK, this::grant)
                                .when(RightRequestsPage::isOpen)
                                .inToolbar())
                .action(
                        RowAction.<RightRequest>one("refuse", VaadinIcon.BAN, this::refuse)
                                .when(RightRequestsPage::isOpen)
                                .destructive())
                .live(RightRequests.TOPIC)
                .orderedBy("askedAt", true);
    }

    private void grant(RightRequest request) {
        requests.grant(kit().viewer(), request.id());
        Notices.done(text("granted", request.login()));
    }

    private void refuse(RightRequest request) {
        new RightRefusalForm(kit().viewer(), requests, request).open();
    }

    private static boolean isOpen(List<RightRequest> rows) {
        return rows.getFirst().state() == RightRequest.State.ASKED;
    }

    private Cell state(RightRequest request) {
        Tone tone =
                switch (request.state()) {
                    case ASKED -> Tone.WARN;
                    case GRANTED -> Tone.GOOD;
                    case REFUSED -> Tone.NEUTRAL;
                };
        return Cell.badge(text("state." + request.state()), tone);
    }

    private List<Choice> states() {
        return Stream.of(RightRequest.State.values())
                .map(state -> new Choice(state.name(), text("state." + state)))
                .toList();
    }
}
