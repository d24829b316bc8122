package io.passerelle.usage;

import io.passerelle.sims.ImportContent;
import io.passerelle.sims.ProblemList;
import io.passerelle.usage.store.InvoiceStaging;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A file of invoice records, on its way into the store. */
final class InvoiceContent implements ImportContent {

    private final InvoiceStaging.Batch batch;
    private final LocalDate today;
    private @Nullable InvoiceLineReader reader;
    private InvoiceReport.Counts counts = InvoiceReport.Counts.NONE;

    InvoiceContent(InvoiceStaging.Batch batch, LocalDate today) {
        this.batch = batch;
        this.today = today;
    }

    @Override
    public Optional<Character> header(String text, long number, ProblemList problems) {
        Optional<InvoiceHeader> header = InvoiceHeader.read(text, number, problems);
        header.ifPresent(read -> reader = new InvoiceLineReader(read, problems, today));
        return header.map(InvoiceHeader::separator);
    }

    @Override
    public long mostLines() {
        return InvoiceImport.MOST_LINES;
    }

    @Override
    public String tooMany() {
        return "import.lines.many";
    }

    @Override
    public boolean line(List<String> fields, long number, ProblemList problems) {
        Optional<InvoiceLine> line = Objects.requireNonNull(reader).read(number, fields);
        line.ifPresent(batch::add);
        return line.isPresent();
    }

    @Override
    public long compare(ProblemList problems) {
        return batch.compare(problems);
    }

    @Override
    public void write(LongConsumer progress) {
        counts = batch.counts();
        batch.write();
        progress.accept(counts.added() + counts.replaced() + counts.unchanged());
    }

    /** What the lines are to the records there were; nothing of a file with faults. */
    InvoiceReport.Counts counts() {
        return counts;
    }
}
