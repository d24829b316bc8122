package io.passerelle.usage;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.ImportJobs;
import io.passerelle.sims.ImportProgress;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.ImportRun;
import io.passerelle.sims.SentFile;
import io.passerelle.sims.SimJob;
import io.passerelle.sims.wire.TextLines;
import io.passerelle.store.TemporaryFiles;
import io.passerelle.usage.store.InvoiceStaging;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * Mobile operators' invoice records from a CSV file (M2M-46): every line is checked and told of,
 * and all come in or none. The same file sent twice changes nothing; other bytes of a period that
 * is known replace it; a period that overlaps another one of its card is refused. Lines of cards
 * that pass through the gateway are left out and told of: the gateway counts those itself.
 *
 * <p>Columns, by their English or French names, in any order: {@code iccid} or {@code msisdn},
 * {@code period_from} and {@code period_to} (days, both included), {@code bytes_up}, {@code
 * bytes_down}, {@code label}; others are left aside. UTF-8 or Windows-1252; comma, semicolon or
 * tab.
 */
@Service
public class InvoiceImport {

    /** The most lines of one file. */
    public static final long MOST_LINES = 1_000_000;

    private static final int LONGEST_NAME = 200;

    private static final int UPLOADS_AT_ONCE = 4;

    private final Semaphore uploads = new Semaphore(UPLOADS_AT_ONCE);
    private final InvoiceStaging staging;
    private final ImportJobs jobs;
    private final TemporaryFiles files;
    private final Audit audit;

    InvoiceImport(InvoiceStaging staging, ImportJobs jobs, TemporaryFiles files, Audit audit) {
        this.staging = staging;
        this.jobs = jobs;
        this.files = files;
        this.audit = audit;
    }

    /** Whether somebody may bring records in, and take them away. */
    public static boolean isFor(Viewer viewer) {
        return viewer.isOperator() && viewer.has(Right.MANAGE_SIMS);
    }

    /**
     * Brings a file in, or only tells what that would do.
     *
     * @param name what the file is called; may be empty
     * @param file its bytes, at hand: a transaction waits for them; read to its end unless it is no
     *     text at all, closed by the caller
     * @param dryRun does everything and keeps nothing
     * @param progress told a few hundred times at most, on the caller's thread
     * @throws Forbidden for others than the operator's people with {@link Right#MANAGE_SIMS}
     * @throws Refused while another file comes in
     */
    public InvoiceReport run(
            Viewer viewer,
            String name,
            InputStream file,
            boolean dryRun,
            Consumer<ImportProgress> progress) {
        require(viewer);
        String called = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        AtomicReference<InvoiceReport.Counts> counts =
                new AtomicReference<>(InvoiceReport.Counts.NONE);
        ImportJobs.Work work =
                (told, imported) -> work(viewer, called, file, dryRun, told, imported, counts);
        ImportReport report =
                dryRun
                        ? work.run(progress, ignored -> {})
                        : jobs.follow(viewer, SimJob.Kind.INVOICES, called, progress, work);
        return new InvoiceReport(report, counts.get());
    }

    /**
     * Brings a file in that is still being sent, or only tells what that would do: it is kept on
     * disk first, so that nobody waits for who sends it.
     *
     * @param sent its bytes, closed by the caller
     * @throws Forbidden as {@link #run}
     * @throws Refused as {@link #run}; when the file is too large or comes too slowly, or too many
     *     come
     * @throws IOException when it does not come to its end or cannot be kept
     */
    public InvoiceReport receive(Viewer viewer, String name, InputStream sent, boolean dryRun)
            throws IOException {
        require(viewer);
        try (SentFile file = upload(sent);
                InputStream content = file.open()) {
            return run(viewer, name, content, dryRun, progress -> {});
        }
    }

    private SentFile upload(InputStream sent) throws IOException {
        if (!uploads.tryAcquire()) {
            throw Refused.field("file", "upload.many");
        }
        try {
            return SentFile.receive(files, sent);
        } finally {
            uploads.release();
        }
    }

    /** Lets the operator's people pass; others are recorded and refused. */
    private void require(Viewer viewer) {
        audit.requireOperator(viewer, Right.MANAGE_SIMS, "invoice.import", InvoiceRecords.KIND, "");
    }

    private ImportReport work(
            Viewer viewer,
            String name,
            InputStream file,
            boolean dryRun,
            Consumer<ImportProgress> progress,
            Consumer<ImportReport> imported,
            AtomicReference<InvoiceReport.Counts> counts) {
        return staging.within(
                new InvoiceStaging.Sender(name, viewer.login()),
                dryRun,
                batch -> {
                    // somewhere it is tomorrow already
                    LocalDate today = LocalDate.now(ZoneOffset.UTC).plusDays(1);
                    var content = new InvoiceContent(batch, today);
                    ImportReport report =
                            new ImportRun(content, dryRun, progress)
                                    .report(TextLines.orWindows1252(file));
                    counts.set(content.counts());
                    if (report.imported()) {
                        record(viewer, name, content.counts());
                        imported.accept(report);
                    }
                    return report;
                });
    }

    private void record(Viewer viewer, String name, InvoiceReport.Counts counts) {
        audit.done(
                viewer,
                "invoice.import",
                InvoiceRecords.KIND,
                name,
                null,
                null,
                Map.of(
                        "added", counts.added(),
                        "replaced", counts.replaced(),
                        "unchanged", counts.unchanged(),
                        "leftOut", counts.leftOut()));
    }
}
