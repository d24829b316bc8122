package io.passerelle.sims.portal;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.passerelle.accounts.Organisation;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.ImportProgress;
import io.passerelle.sims.ImportReport;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cards from a CSV file (M2M-4): a file is chosen, tried without keeping anything, its faults told
 * line by line, and only then imported; all of it or nothing.
 */
final class SimImportDialog extends Dialog {

    private static final String NAME = "sims.import";

    private final Kit kit;
    private final SimServices services;
    private final ComboBox<Organisation> organisation = new ComboBox<>(text("organisation"));
    private final CsvUpload upload = new CsvUpload(this::received);
    private final ImportProgressBar progress = new ImportProgressBar();
    private final Div result = new Div();
    private final Button close = new Button(Texts.text("kit.close"), click -> close());
    private final Button go = new Button(text("go.none"), click -> importNow());
    private @Nullable CsvFile file;
    private @Nullable ImportJob trial;
    private boolean importing;

    SimImportDialog(Kit kit, SimServices services) {
        this.kit = kit;
        this.services = services;
        setId("sims-import-dialog");
        setHeaderTitle(text("title"));
        setWidth("46rem");
        setResizable(true);
        setDraggable(true);
        setCloseOnOutsideClick(false);
        addClassName("form-dialog");
        organisation.setId("sims-import-organisation");
        organisation.setWidthFull();
        chooseAmong(services.owners(kit.viewer()));
        organisation.addValueChangeListener(chosen -> tryOut());
        Paragraph how = new Paragraph(text("how"));
        how.addClassName("how");
        Div body = new Div(how, new CsvTemplate(), organisation, upload, progress, result);
        body.addClassName("import");
        result.setWidthFull();
        add(body);
        close.setId("sims-import-close");
        go.setId("sims-import-go");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setEnabled(false);
        getFooter().add(close, go);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        if (trial != null) {
            trial.abandon();
        }
        if (!importing) {
            forgetFile();
        }
    }

    private void chooseAmong(List<Organisation> owners) {
        organisation.setItems(owners);
        organisation.setItemLabelGenerator(Organisation::name);
        organisation.setRequired(true);
        organisation.setHelperText(text("organisation.hint"));
        services.usualOwner(kit.viewer()).ifPresent(organisation::setValue);
        organisation.setVisible(owners.size() != 1);
    }

    private void received(CsvFile sent) {
        forgetFile();
        file = sent;
        if (organisation.getValue() == null) {
            organisation.focus();
        }
        tryOut();
    }

    private void tryOut() {
        if (trial != null) {
            trial.abandon();
        }
        result.removeAll();
        ready(null);
        if (file != null && organisation.getValue() != null) {
            trial = start(true, this::tried);
        } else if (file != null) {
            Div note = new Div(text("whose", file.name()));
            note.addClassName("note");
            result.add(note);
        }
    }

    private void tried(ImportReport report) {
        result.removeAll();
        result.add(new ImportReportView(file == null ? "" : file.name(), report));
        ready(ImportReportView.isGood(report) ? report : null);
    }

    private void importNow() {
        if (file == null || organisation.getValue() == null) {
            return;
        }
        importing = true;
        go.setEnabled(false);
        upload.setEnabled(false);
        organisation.setEnabled(false);
        start(false, this::imported);
    }

    private void imported(ImportReport report) {
        importing = false;
        if (report.imported()) {
            forgetFile();
            Notices.done(text("done", report.accepted()));
            close();
        } else {
            unlock();
            tried(report);
            forgetIfClosed();
        }
    }

    private ImportJob start(boolean dryRun, Consumer<ImportReport> then) {
        CsvFile read = Objects.requireNonNull(file);
        ImportJob job = new ImportJob(UI.getCurrentOrThrow(), new Waiting(read, then));
        progress.start(dryRun);
        job.start(services.imports(), kit.viewer(), organisation.getValue().id(), read, dryRun);
        return job;
    }

    /** What this window does with news of a file; news of an earlier file is no news. */
    private final class Waiting implements ImportJob.Listener {

        private final CsvFile read;
        private final Consumer<ImportReport> then;

        Waiting(CsvFile read, Consumer<ImportReport> then) {
            this.read = read;
            this.then = then;
        }

        @Override
        public void progress(ImportProgress news) {
            if (read.equals(file)) {
                progress.show(news);
            }
        }

        @Override
        public void report(ImportReport report) {
            if (read.equals(file)) {
                progress.stop();
                then.accept(report);
            }
        }

        @Override
        public void failed(RuntimeException reason) {
            if (read.equals(file)) {
                progress.stop();
                unlock();
                Div problem = new Div(Notices.reason(reason));
                problem.addClassName("problem");
                problem.getElement().setAttribute("role", "alert");
                result.removeAll();
                result.add(problem);
                if (!isAttached()) {
                    Notices.failed(Notices.reason(reason));
                }
                forgetIfClosed();
            }
        }
    }

    private void ready(@Nullable ImportReport good) {
        go.setEnabled(good != null);
        go.setText(good == null ? text("go.none") : text("go", good.accepted()));
    }

    private void unlock() {
        importing = false;
        upload.setEnabled(true);
        organisation.setEnabled(true);
    }

    private void forgetIfClosed() {
        if (!isAttached()) {
            forgetFile();
        }
    }

    private void forgetFile() {
        if (file != null) {
            file.delete();
            file = null;
        }
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
