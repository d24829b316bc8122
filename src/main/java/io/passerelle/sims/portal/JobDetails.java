package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.streams.DownloadEvent;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sims.SimJob;
import io.passerelle.sims.SimJobLine;
import io.passerelle.sims.SimJobs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** One job while it goes on and after: how far it is, what was refused and why, its report. */
final class JobDetails extends Div {

    private static final String NAME = "sims.jobDetails";
    private static final int REFUSALS_SHOWN = 50;

    private final Kit kit;
    private final SimServices services;
    private final Viewer viewer;
    private final Locale locale = Texts.locale();
    private SimJob shown;

    JobDetails(Kit kit, SimServices services, SimJob job) {
        this.kit = kit;
        this.services = services;
        this.viewer = kit.viewer();
        this.shown = job;
        setId("sims-job-details");
        addClassName("details");
        show();
        kit.live(this, SimJobs.TOPIC, this::readAgain);
    }

    private void readAgain() {
        SimJob read = services.jobs().get(kit.viewer(), shown.id());
        if (!read.equals(shown)) {
            shown = read;
            show();
        }
    }

    private void show() {
        removeAll();
        Div verdict =
                new Div(
                        Badges.of(JobWords.state(shown)),
                        new Span(JobWords.progress(shown).text()));
        verdict.addClassName("verdict");
        add(new H2(JobWords.what(shown)), verdict);
        if (!shown.state().isEnd()) {
            add(bar());
        }
        if (!shown.reason().isEmpty()) {
            Div why = new Div(JobWords.reason(shown));
            why.addClassName("problem");
            add(why);
        }
        add(facts());
        if (shown.refused() > 0) {
            add(new H3(text("refusals", shown.refused())), refusals());
        }
        if (shown.lines() > 0 && shown.state() != SimJob.State.PREPARING) {
            add(report());
        }
    }

    private ProgressBar bar() {
        ProgressBar bar = new ProgressBar();
        bar.setIndeterminate(shown.lines() == 0 || shown.state() == SimJob.State.PREPARING);
        bar.setValue(JobWords.part(shown));
        bar.getElement().setAttribute("aria-label", text("progress"));
        return bar;
    }

    private Facts facts() {
        Times times = kit.times();
        boolean importing = shown.kind().isImport();
        Facts facts =
                new Facts(NAME).fact("kind", Cell.of(Texts.text("sims.job.kind", shown.kind())));
        if (!importing) {
            facts.fact("done", Cell.of(Texts.text("sims.job.number", shown.done())));
        }
        return facts.fact("fileName", Cell.of(shown.fileName()))
                .fact("comment", Cell.of(shown.comment()))
                .fact("login", Cell.of(shown.login()))
                .fact("createdAt", times.cell(shown.createdAt()))
                .fact("endedAt", times.cell(shown.endedAt()));
    }

    private OrderedList refusals() {
        OrderedList list = new OrderedList();
        list.addClassName("way");
        List<SimJobLine> lines = services.jobs().lines(viewer, shown.id(), true, 0, REFUSALS_SHOWN);
        for (SimJobLine line : lines) {
            Div what = new Div(text("line", line.line(), line.iccid()));
            what.addClassName("step");
            Div why = new Div(services.report().reason(line, locale));
            why.addClassName("about");
            ListItem item = new ListItem(what, why);
            item.addClassName("bad");
            list.add(item);
        }
        if (shown.refused() > lines.size()) {
            ListItem more = new ListItem(text("more", lines.size()));
            more.addClassName("muted");
            list.add(more);
        }
        return list;
    }

    private Div report() {
        Anchor anchor = new Anchor();
        anchor.setId("sims-job-report");
        anchor.addClassName("template");
        anchor.add(VaadinIcon.DOWNLOAD_ALT.create(), new Span(text("report")));
        anchor.setHref(this::write, AttachmentType.DOWNLOAD);
        anchor.setRouterIgnore(true);
        return new Div(anchor);
    }

    private void write(DownloadEvent download) throws IOException {
        download.setFileName("report-" + shown.id() + ".csv");
        download.setContentType("text/csv;charset=utf-8");
        try (OutputStream out = download.getOutputStream()) {
            services.report().write(viewer, shown.id(), locale, out);
        }
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
