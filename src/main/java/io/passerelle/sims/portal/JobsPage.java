package io.passerelle.sims.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
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
import io.passerelle.sims.SimJob;
import io.passerelle.sims.SimJobs;
import jakarta.annotation.security.PermitAll;
import java.util.stream.Stream;

/** Travaux: what is being done to many cards, and imports; left and found again (ALL-2). */
@Route("jobs")
@PermitAll
class JobsPage extends ListPage {

    static final String NAME = "sims.jobs";

    private final SimServices services;

    JobsPage(Kit kit, SimServices services) {
        super(kit, NAME);
        this.services = services;
        Viewer viewer = kit.viewer();
        ListDefinition<SimJob> list =
                ListDefinition.of(NAME, services.jobs().listing(), SimJob::id)
                        .live(SimJobs.TOPIC)
                        .orderedBy("createdAt", true)
                        .details(job -> new JobDetails(kit, services, job));
        columns(list, kit.times(), several(viewer));
        filters(list, viewer);
        list.action(
                        viewer.has(Right.MANAGE_SIMS),
                        RowAction.<SimJob>list(
                                        "file",
                                        VaadinIcon.UPLOAD_ALT,
                                        () -> new BulkFileForm(viewer, services).open())
                                .inToolbar())
                .action(
                        viewer.has(Right.MANAGE_SIMS),
                        RowAction.<SimJob>one("cancel", VaadinIcon.STOP, this::cancel)
                                .when(rows -> !rows.getFirst().state().isEnd())
                                .destructive());
        show(list);
    }

    private static boolean several(Viewer viewer) {
        return viewer.kind() == OrganisationKind.OPERATOR
                || viewer.kind() == OrganisationKind.RESELLER;
    }

    private void columns(ListDefinition<SimJob> list, Times times, boolean several) {
        Column<SimJob> organisation =
                Column.<SimJob>text(
                                "organisation",
                                j -> services.organisations().tree().name(j.organisationId()))
                        .wide("9em", 2);
        list.column(
                        Column.<SimJob>of("createdAt", j -> times.cell(j.createdAt()))
                                .sortable()
                                .narrow()
                                .exportedAs(j -> times.exported(j.createdAt()))
                                .wide("11.4em", 0))
                .column(Column.text("what", JobWords::what).narrow().wide("12em", 3))
                .column(Column.of("state", JobWords::state).sortable().narrow().wide("7.6em", 0))
                .column(Column.of("progress", JobWords::progress).narrow().end().wide("9.4em", 1))
                .column(
                        Column.mono("lines", SimJob::lines)
                                .sortable()
                                .hidden()
                                .end()
                                .wide("7em", 0))
                .column(Column.mono("done", SimJob::done).hidden().end().wide("7em", 0))
                .column(Column.of("refused", JobWords::refused).end().wide("7em", 0))
                .column(Column.text("login", SimJob::login).wide("7em", 1))
                .column(several ? organisation : organisation.hidden())
                .column(Column.text("fileName", SimJob::fileName).hidden().wide("10em", 1))
                .column(Column.text("comment", SimJob::comment).hidden().wide("10em", 1))
                .column(
                        Column.<SimJob>of("endedAt", j -> times.cell(j.endedAt()))
                                .sortable()
                                .exportedAs(j -> times.exported(j.endedAt()))
                                .wide("11.4em", 0));
    }

    private void filters(ListDefinition<SimJob> list, Viewer viewer) {
        list.filter(
                        Filter.select(
                                "state",
                                () ->
                                        Stream.of(SimJob.State.values())
                                                .map(s ->
                                                        new Choice(
                                                                s.name(),
                                                                Texts.text("sims.job.state", s)))
                                                .toList()))
                .filter(
                        Filter.select(
                                "kind",
                                () ->
                                        Stream.of(SimJob.Kind.values())
                                                .map(k ->
                                                        new Choice(
                                                                k.name(),
                                                                Texts.text("sims.job.kind", k)))
                                                .toList()));
        if (several(viewer)) {
            list.filter(
                    Filter.select(
                            "organisationId",
                            () -> OrganisationChoices.choices(viewer, services.organisations())));
        }
    }

    private void cancel(SimJob job) {
        Confirm.ask(
                text("cancel.title"),
                text("cancel.question"),
                () -> {
                    services.jobs().cancel(kit().viewer(), job.id());
                    Notices.done(text("cancelled"));
                });
    }
}
