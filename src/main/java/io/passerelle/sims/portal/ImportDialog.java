package io.passerelle.sims.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.ImportProgress;
import io.passerelle.sims.ImportReport;
import io.passerelle.store.TemporaryFiles;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something from a CSV file: a file is chosen, tried without keeping anything, its faults told line
 * by line, and only then imported; all of it or nothing.
 */
public abstract class ImportDialog extends Dialog {

    private final String name;
    private final CsvUpload upload;
    private final ImportProgressBar progress = new ImportProgressBar();
    private final Div body = new Div();
    private final Div result = new Div();
    private final Button go;
    private @Nullable CsvFile file;
    private @Nullable ImportJob trial;
    private boolean importing;

    /**
     * @param name its words are the bundle keys {@code <name>.title}, {@code .how}, {@code .go},
     *     {@code .go.none}, {@code .done}, {@code .template.header} and {@code .verdict}
     * @param template what the file to start from is called
     * @param files where a file is kept meanwhile
     */
    protected ImportDialog(String name, String template, TemporaryFiles files) {
        this.name = name;
        this.upload = new CsvUpload(files, this::received);
        String id = name.replace('.', '-');
        setId(id + "-dialog");
        setHeaderTitle(words("title"));
        setWidth("46rem");
        setResizable(true);
        setDraggable(true);
        setCloseOnOutsideClick(false);
        addClassName("form-dialog");
        Paragraph how = new Paragraph(words("how"));
        how.addClassName("how");
        body.add(
                how, new CsvTemplate(words("template.header"), template), upload, progress, result);
        body.addClassName("import");
        result.setWidthFull();
        add(body);
        Button close = new Button(Texts.text("kit.close"), click -> close());
        close.setId(id + "-close");
        go = new Button(words("go.none"), click -> importNow());
        go.setId(id + "-go");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setEnabled(false);
        getFooter().add(close, go);
    }

    /**
     * Reads the file in one way or the other; empty while something else has to be chosen first.
     */
    protected abstract Optional<ImportJob.Work> work();

    /** What is to be chosen first, in words. */
    protected String missing(String fileName) {
        return fileName;
    }

    /** Whether what else there is to choose can be chosen now. */
    protected void unlocked(boolean open) {
        // nothing else to choose
    }

    /** A note on what a file without a fault would do; empty for none. */
    protected String note(ImportReport report) {
        return "";
    }

    /** Something to choose, above the file. */
    protected final void choose(Component field) {
        body.addComponentAtIndex(2, field);
    }

    /** Text of the dialog. */
    protected final String words(String key, Object... arguments) {
        return Texts.text(name + "." + key, arguments);
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

    private void received(CsvFile sent) {
        forgetFile();
        file = sent;
        tryOut();
    }

    /** Tries the file that was chosen, if one was. */
    protected final void tryOut() {
        if (trial != null) {
            trial.abandon();
        }
        result.removeAll();
        ready(null);
        CsvFile chosen = file;
        if (chosen == null) {
            return;
        }
        Optional<ImportJob.Work> work = work();
        if (work.isPresent()) {
            trial = start(work.get(), true, this::tried);
        } else {
            Div note = new Div(missing(chosen.name()));
            note.addClassName("note");
            result.add(note);
        }
    }

    private void tried(ImportReport report) {
        result.removeAll();
        result.add(new ImportReportView(file == null ? "" : file.name(), report, name));
        boolean good = ImportReportView.isGood(report);
        String words = good ? note(report) : "";
        if (!words.isEmpty()) {
            Div note = new Div(words);
            note.setId(name.replace('.', '-') + "-note");
            note.addClassName("note");
            result.add(note);
        }
        ready(good ? report : null);
    }

    private void importNow() {
        Optional<ImportJob.Work> work = work();
        if (file == null || work.isEmpty()) {
            return;
        }
        importing = true;
        go.setEnabled(false);
        upload.setEnabled(false);
        unlocked(false);
        start(work.get(), false, this::imported);
    }

    private void imported(ImportReport report) {
        importing = false;
        if (report.imported()) {
            forgetFile();
            Notices.done(words("done", report.accepted()));
            close();
        } else {
            unlock();
            tried(report);
            forgetIfClosed();
        }
    }

    private ImportJob start(ImportJob.Work work, boolean dryRun, Consumer<ImportReport> then) {
        CsvFile read = Objects.requireNonNull(file);
        ImportJob job = new ImportJob(UI.getCurrentOrThrow(), new Waiting(read, then));
        progress.start(dryRun);
        job.start(work, read, dryRun);
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
        go.setText(good == null ? words("go.none") : words("go", good.accepted()));
    }

    private void unlock() {
        importing = false;
        upload.setEnabled(true);
        unlocked(true);
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
}
