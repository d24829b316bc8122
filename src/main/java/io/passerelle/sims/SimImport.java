package io.passerelle.sims;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.wire.TextLines;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * SIM cards from a CSV file (M2M-4): every line is checked and told of, and all cards come in or
 * none. A file may have {@link #MOST_LINES} lines; it is never held in memory.
 *
 * <p>Columns, by their English or French names, in any order: {@code iccid}, the only one that must
 * be there; {@code msisdn}, {@code imsi}, {@code operator}, {@code group}, {@code access_point},
 * {@code label}, {@code user_name}, {@code password}, {@code static_address}, {@code status},
 * {@code kind}, {@code tags}. UTF-8; comma, semicolon or tab.
 */
@Service
public class SimImport {

    /** The most lines of one file. */
    public static final long MOST_LINES = 2_000_000;

    private static final int AT_ONCE = 2;

    private final SimStaging staging;
    private final Organisations organisations;
    private final ImportJobs jobs;
    private final Audit audit;
    private final Events events;
    private final Semaphore running = new Semaphore(AT_ONCE);

    SimImport(
            SimStaging staging,
            Organisations organisations,
            ImportJobs jobs,
            Audit audit,
            Events events) {
        this.staging = staging;
        this.jobs = jobs;
        this.organisations = organisations;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Imports a file, or only tells what importing it would do.
     *
     * @param organisation whose cards they become; groups are this organisation's
     * @param file its bytes; read to its end unless it is no text at all, closed by the caller
     * @param dryRun does everything and keeps nothing
     * @param progress told a few hundred times at most, on the caller's thread
     * @throws io.passerelle.foundation.NotFound for an organisation the viewer does not see
     * @throws io.passerelle.foundation.Forbidden without {@link Right#MANAGE_SIMS}
     * @throws Refused while two other imports run, or when a card of the file was added by somebody
     *     else in the meantime
     */
    public ImportReport run(
            Viewer viewer,
            UUID organisation,
            InputStream file,
            boolean dryRun,
            Consumer<ImportProgress> progress) {
        return run(viewer, organisation, "", file, dryRun, progress);
    }

    /**
     * The same of a file with a name, which the list of jobs shows while it is imported and after.
     */
    public ImportReport run(
            Viewer viewer,
            UUID organisation,
            String name,
            InputStream file,
            boolean dryRun,
            Consumer<ImportProgress> progress) {
        organisations.get(viewer, organisation);
        audit.require(viewer, Right.MANAGE_SIMS, "sim.import", Organisations.KIND, organisation);
        if (!running.tryAcquire()) {
            throw Refused.field("file", "import.busy");
        }
        try {
            return dryRun
                    ? run(viewer, organisation, file, true, progress, report -> {})
                    : jobs.follow(
                            viewer,
                            SimJob.Kind.IMPORT,
                            name,
                            progress,
                            (told, imported) ->
                                    run(viewer, organisation, file, false, told, imported));
        } finally {
            running.release();
        }
    }

    /**
     * @param imported told in the transaction that keeps the cards
     */
    private ImportReport run(
            Viewer viewer,
            UUID organisation,
            InputStream file,
            boolean dryRun,
            Consumer<ImportProgress> progress,
            Consumer<ImportReport> imported) {
        return staging.within(
                !dryRun,
                batch -> {
                    var content = new SimContent(batch, organisation, SimFileRules.IMPORT);
                    ImportReport report =
                            new ImportRun(content, dryRun, progress).report(new TextLines(file));
                    if (report.imported()) {
                        record(viewer, organisation, report);
                        imported.accept(report);
                    }
                    return report;
                });
    }

    private void record(Viewer viewer, UUID organisation, ImportReport report) {
        audit.done(
                viewer,
                "sim.import",
                Organisations.KIND,
                organisation,
                organisation,
                null,
                Map.of("cards", report.accepted()));
        String name = organisations.tree().name(organisation);
        events.publish(
                EventKind.SIM_IMPORTED
                        .of(organisation, organisation, name)
                        .by(viewer)
                        .with(EventField.COUNT, report.accepted()));
    }
}
