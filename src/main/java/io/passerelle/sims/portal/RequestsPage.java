package io.passerelle.sims.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What was asked of mobile operators and what became of it; for the operator's people also the list
 * of what they have to answer by hand (M2M-5).
 */
@Route("sim-requests")
@PermitAll
class RequestsPage extends ListPage {

    static final String NAME = "sims.requests";

    private final SimServices services;

    RequestsPage(Kit kit, SimServices services) {
        super(kit, NAME);
        this.services = services;
        ListDefinition<SimRequest> list =
                ListDefinition.of(NAME, services.requests().listing(), SimRequest::id)
                        .live(SimRequests.TOPIC)
                        .orderedBy("askedAt", true)
                        .details(request -> new RequestDetails(kit, services, request));
        columns(list, kit.times());
        filters(list);
        actions(list, kit.viewer());
        show(list);
    }

    private static void columns(ListDefinition<SimRequest> list, Times times) {
        list.column(
                        Column.<SimRequest>of("askedAt", r -> times.cell(r.askedAt()))
                                .sortable()
                                .narrow()
                                .exportedAs(r -> times.exported(r.askedAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.of("iccid", RequestsPage::card)
                                .sortable()
                                .narrow()
                                .wide("12.8em", 0))
                .column(Column.text("label", SimRequest::label).hidden().wide("8em", 1))
                .column(
                        Column.text("action", RequestsPage::action)
                                .sortable()
                                .narrow()
                                .wide("8em", 1))
                .column(Column.of("state", RequestsPage::state).sortable().narrow().wide("8em", 0))
                .column(Column.text("askedBy", SimRequest::askedBy).wide("8em", 1))
                .column(Column.text("comment", SimRequest::comment).hidden().wide("10em", 2))
                .column(Column.text("operator", SimRequest::operator).sortable().wide("8.6em", 1))
                .column(Column.text("adapter", RequestsPage::adapter).hidden().wide("7em", 1))
                .column(Column.mono("attempts", SimRequest::attempts).hidden().wide("6em", 0))
                .column(
                        Column.<SimRequest>of("nextAttemptAt", r -> times.cell(r.nextAttemptAt()))
                                .hidden()
                                .exportedAs(r -> times.exported(r.nextAttemptAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.<SimRequest>of("answeredAt", r -> times.cell(r.answeredAt()))
                                .exportedAs(r -> times.exported(r.answeredAt()))
                                .wide("11.4em", 0))
                .column(Column.text("answeredBy", SimRequest::answeredBy).hidden().wide("8em", 1))
                .column(
                        Column.<SimRequest>text("reason", r -> SimWords.reason(r.reason()))
                                .narrow()
                                .wide("9em", 3))
                .column(Column.of("newIccid", RequestsPage::newCard).hidden().wide("12.8em", 0))
                .column(Column.mono("reference", SimRequest::reference).hidden().wide("9em", 1));
    }

    private void filters(ListDefinition<SimRequest> list) {
        list.filter(
                        Filter.select(
                                "state",
                                () ->
                                        Stream.of(RequestState.values())
                                                .map(s ->
                                                        new Choice(
                                                                s.name(),
                                                                Texts.text("sims.request", s)))
                                                .toList()))
                .filter(
                        Filter.select(
                                "action",
                                () ->
                                        Stream.of(SimAction.values())
                                                .filter(SimAction::isRequest)
                                                .map(a ->
                                                        new Choice(
                                                                a.name(),
                                                                Texts.text("sims.asked", a)))
                                                .toList()))
                .filter(
                        Filter.select(
                                "organisationId",
                                () ->
                                        OrganisationChoices.choices(
                                                kit().viewer(), services.organisations())))
                .filter(Filter.linked("simId", this::iccid));
        if (kit().viewer().isOperator()) {
            list.filter(
                    Filter.select(
                            "adapter",
                            () ->
                                    Stream.of("SIMULATED", "MANUAL", "REST")
                                            .map(a -> new Choice(a, adapterName(a)))
                                            .toList()));
        }
    }

    private void actions(ListDefinition<SimRequest> list, Viewer viewer) {
        boolean may = viewer.has(Right.MANAGE_SIMS);
        list.action(
                        may && viewer.isOperator(),
                        RowAction.<SimRequest>one("confirm", VaadinIcon.CHECK, this::confirm)
                                .when(RequestsPage::waitForAPerson)
                                .usual())
                .action(
                        may && viewer.isOperator(),
                        RowAction.<SimRequest>one("refuse", VaadinIcon.CLOSE, this::refuse)
                                .when(RequestsPage::waitForAPerson)
                                .destructive())
                .action(
                        may,
                        RowAction.<SimRequest>one(
                                        "withdraw", VaadinIcon.ARROW_BACKWARD, this::withdraw)
                                .when(rows -> rows.stream().allMatch(r -> r.state().isOpen()))
                                .separated())
                .action(
                        RowAction.<SimRequest>one(
                                        "sim",
                                        VaadinIcon.CREDIT_CARD,
                                        r -> go("sims?id=" + r.simId()))
                                .window());
    }

    private static boolean waitForAPerson(List<SimRequest> rows) {
        return rows.stream()
                .allMatch(r -> r.state().isOpen() && r.adapter().equals(SimRequests.MANUAL));
    }

    private void confirm(SimRequest request) {
        if (request.action() == SimAction.REPLACE) {
            new ConfirmReplacementForm(kit().viewer(), services, request).open();
            return;
        }
        Confirm.ask(
                text("confirm.title"),
                text("confirm.question", action(request), request.iccid()),
                () -> {
                    services.requests().answerByHand(kit().viewer(), request.id(), true, "");
                    Notices.done(text("answered", request.iccid()));
                });
    }

    private void refuse(SimRequest request) {
        FormDialog form = new FormDialog("sims.refuseForm", text("refuse.title", request.iccid()));
        TextArea reason = form.wide("reason", new TextArea());
        reason.setMaxLength(500);
        form.onSave(
                text("action.refuse"),
                () -> {
                    services.requests()
                            .answerByHand(kit().viewer(), request.id(), false, reason.getValue());
                    Notices.done(text("answered", request.iccid()));
                });
        form.open();
    }

    private void withdraw(SimRequest request) {
        Confirm.ask(
                Texts.text(SimsPage.NAME + ".withdraw.title"),
                Texts.text(SimsPage.NAME + ".withdraw.question", request.iccid()),
                () -> {
                    services.requests().withdrawOpen(kit().viewer(), request);
                    Notices.done(Texts.text(SimsPage.NAME + ".withdrawn", request.iccid()));
                });
    }

    private String iccid(String id) {
        try {
            return services.cards().get(kit().viewer(), UUID.fromString(id)).iccid();
        } catch (IllegalArgumentException anybodyCanTypeAnAddress) {
            return id;
        }
    }

    private static Cell card(SimRequest request) {
        return Cell.mono(request.iccid())
                .to("sims?id=" + request.simId())
                .withTooltip(request.label());
    }

    private static Cell newCard(SimRequest request) {
        Cell number = Cell.mono(request.newCard().iccid());
        return request.newSimId() == null ? number : number.to("sims?id=" + request.newSimId());
    }

    private static String action(SimRequest request) {
        return Texts.text("sims.asked", request.action());
    }

    private static String adapter(SimRequest request) {
        return request.adapter().isEmpty() ? "" : adapterName(request.adapter());
    }

    private static String adapterName(String name) {
        return Texts.text("sims.adapter." + name.toLowerCase(Locale.ROOT));
    }

    static Cell state(SimRequest request) {
        Tone tone =
                switch (request.state()) {
                    case PENDING, SENT -> Tone.WARN;
                    case CONFIRMED -> Tone.GOOD;
                    case REFUSED, FAILED -> Tone.BAD;
                    case WITHDRAWN -> Tone.NEUTRAL;
                };
        return Cell.badge(Texts.text("sims.request", request.state()), tone);
    }
}
