package io.passerelle.sims.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.ImportProgress;
import io.passerelle.sims.ImportReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of a file in the background, so that the page stays alive meanwhile. Answers come
 * with the page's lock; when the page is gone they go nowhere, and the work goes on.
 */
public final class ImportJob {

    private static final Logger LOG = LoggerFactory.getLogger(ImportJob.class);

    /** Reads a file. */
    public interface Work {

        /**
         * Does it, on a thread of its own.
         *
         * @param name what the file is called
         * @param dryRun does everything and keeps nothing
         */
        ImportReport run(
                String name, InputStream file, boolean dryRun, Consumer<ImportProgress> progress);
    }

    /** What the person who waits is told. */
    interface Listener {
        void progress(ImportProgress progress);

        void report(ImportReport report);

        /** It could not be done: a refusal, or a bug. */
        void failed(RuntimeException reason);
    }

    private final UI ui;
    private final Listener listener;
    private volatile boolean abandoned;

    ImportJob(UI ui, Listener listener) {
        this.ui = ui;
        this.listener = listener;
    }

    /** Starts it. */
    void start(Work work, CsvFile file, boolean dryRun) {
        Thread.ofVirtual()
                .name("import")
                .start(() -> {
                    try (InputStream in = file.open()) {
                        ImportReport report = work.run(file.name(), in, dryRun, this::progress);
                        tell(l -> l.report(report));
                    } catch (CancellationException nobodyWaitsAnyMore) {
                        LOG.debug("import abandoned");
                    } catch (Refused | NotFound | Forbidden | Conflict refusal) {
                        tell(l -> l.failed(refusal));
                    } catch (IOException | RuntimeException e) {
                        LOG.error("import failed", e);
                        tell(l -> l.failed(new IllegalStateException(e)));
                    }
                });
    }

    /** Nobody waits any more: a dry run ends at its next step; nothing of it is kept. */
    void abandon() {
        abandoned = true;
    }

    private void progress(ImportProgress progress) {
        if (abandoned) {
            throw new CancellationException();
        }
        tell(l -> l.progress(progress));
    }

    private void tell(Consumer<Listener> news) {
        try {
            ui.access(() -> news.accept(listener));
        } catch (UIDetachedException thePageIsGone) {
            LOG.debug("nobody to tell of the import");
        }
    }
}
