package io.passerelle.usage.portal;

import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Kit;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.portal.ImportDialog;
import io.passerelle.sims.portal.ImportJob;
import io.passerelle.usage.InvoiceReport;
import java.util.Optional;

/** Invoice records from a CSV file, for the operator's people (M2M-46). */
final class InvoiceDialog extends ImportDialog {

    private final Kit kit;
    private final UsageServices services;
    private volatile InvoiceReport.Counts counts = InvoiceReport.Counts.NONE;

    InvoiceDialog(Kit kit, UsageServices services) {
        super("usage.invoiceImport", "invoice-records.csv", services.files());
        this.kit = kit;
        this.services = services;
    }

    @Override
    protected Optional<ImportJob.Work> work() {
        Viewer viewer = kit.viewer(); // on the thread of the work nobody is signed in
        return Optional.of((name, file, dryRun, progress) -> {
            InvoiceReport report =
                    services.invoiceImport().run(viewer, name, file, dryRun, progress);
            counts = report.counts();
            return report.lines();
        });
    }

    @Override
    protected String note(ImportReport report) {
        return words(
                "counts", counts.added(), counts.replaced(), counts.unchanged(), counts.leftOut());
    }
}
