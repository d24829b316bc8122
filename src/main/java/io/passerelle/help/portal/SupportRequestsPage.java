package io.passerelle.help.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.foundation.ListQuery;
import io.passerelle.help.SupportRequest;
import io.passerelle.help.SupportRequests;
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

/** One's own requests to the support; everybody's for who answers them (HELP-2). */
@Route("support-requests")
@PermitAll
class SupportRequestsPage extends ListPage {

    static final String NAME = "help.requests";

    private final SupportRequests requests;
    private final Organisations organisations;

    SupportRequestsPage(Kit kit, SupportRequests requests, Organisations organisations) {
        super(kit, NAME);
        this.requests = requests;
        this.organisations = organisations;
        show(list(kit.times()));
    }

    private ListDefinition<SupportRequest> list(Times times) {
        boolean answers = requests.answers(kit().viewer());
        ListDefinition<SupportRequest> list =
                ListDefinition.of(NAME, requests.listing(), SupportRequest::id)
                        .column(
                                Column.mono("reference", SupportRequest::reference)
                                        .sortable()
                                        .narrow()
                                        .wide("8em", 0))
                        .column(
                                Column.<SupportRequest>of("filedAt", r -> times.cell(r.filedAt()))
                                        .sortable()
                                        .narrow()
                                        .exportedAs(r -> times.exported(r.filedAt()))
                                        .wide("11.4em", 0))
                        .column(
                                Column.text("subject", SupportRequest::subject)
                                        .narrow()
                                        .wide("16em", 4))
                        .column(
                                Column.of("state", SupportRequestsPage::state)
                                        .sortable()
                                        .narrow()
                                        .wide("8em", 0))
                        .column(
                                Column.of("urgency", SupportRequestsPage::urgency)
                                        .narrow()
                                        .wide("8em", 0))
                        .column(
                                Column.text("kind", SupportRequest::kind)
                                        .sortable()
                                        .wide("10em", 1));
        if (answers) {
            list.column(Column.text("login", SupportRequest::name).sortable().wide("10em", 1))
                    .column(
                            Column.<SupportRequest>text(
                                            "organisationId",
                                            r -> organisations.tree().name(r.organisationId()))
                                    .wide("12em", 2))
                    .column(Column.text("takenBy", SupportRequest::takenBy).wide("9em", 1))
                    .filter(Filter.period("filed"));
        } else {
            list.always(
                    ListQuery.ALL.withFilter("accountId", kit().viewer().accountId().toString()));
        }
        return list.filter(Filter.select("state", this::states))
                .filter(Filter.select("urgency", SupportRequestsPage::urgencies))
                .action(
                        RowAction.<SupportRequest>list("file", VaadinIcon.HEADSET, this::file)
                                .inToolbar())
                .action(
                        answers,
                        RowAction.<SupportRequest>one("take", VaadinIcon.HAND, this::take)
                                .when(rows -> rows.getFirst().state() == SupportRequest.State.OPEN))
                .action(
                        RowAction.<SupportRequest>one("close", VaadinIcon.CHECK, this::close)
                                .when(rows ->
                                        rows.getFirst().state() != SupportRequest.State.CLOSED))
                .details(request -> new SupportRequestDetails(kit(), request))
                .live(SupportRequests.TOPIC)
                .orderedBy("filedAt", true);
    }

    private void file() {
        getUI().ifPresent(ui -> ui.navigate(SupportPage.class));
    }

    private void take(SupportRequest request) {
        requests.take(kit().viewer(), request.id());
        Notices.done(text("taken", request.reference()));
    }

    private void close(SupportRequest request) {
        new SupportAnswerForm(kit().viewer(), requests, request).open();
    }

    static Cell state(SupportRequest request) {
        Tone tone =
                switch (request.state()) {
                    case OPEN -> Tone.WARN;
                    case TAKEN -> Tone.INFO;
                    case CLOSED -> Tone.GOOD;
                };
        return Cell.badge(Texts.text(NAME + ".state", request.state()), tone);
    }

    static Cell urgency(SupportRequest request) {
        Tone tone =
                switch (request.urgency()) {
                    case LOW, NORMAL -> Tone.NEUTRAL;
                    case HIGH -> Tone.WARN;
                    case CRITICAL -> Tone.BAD;
                };
        return Cell.badge(Texts.text("help.urgency", request.urgency()), tone);
    }

    private List<Choice> states() {
        return Stream.of(SupportRequest.State.values())
                .map(state -> new Choice(state.name(), text("state." + state)))
                .toList();
    }

    private static List<Choice> urgencies() {
        return Stream.of(SupportRequest.Urgency.values())
                .map(u -> new Choice(u.name(), Texts.text("help.urgency", u)))
                .toList();
    }
}
