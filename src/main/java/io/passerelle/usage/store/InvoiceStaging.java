package io.passerelle.usage.store;

import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.ImportProblem;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.ProblemList;
import io.passerelle.usage.InvoiceLine;
import io.passerelle.usage.InvoiceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where the lines of a file of invoice records wait until all of them are known to be good: in
 * temporary tables, compared in sets. One file comes in at a time, on all nodes together: that is
 * what keeps a card's periods from overlapping.
 */
@Repository
public class InvoiceStaging {

    private final DSLContext dsl;
    private final TransactionTemplate transaction;

    InvoiceStaging(DSLContext dsl, PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Who sent the file.
     *
     * @param file what it is called
     */
    public record Sender(String file, String login) {}

    /**
     * Runs an import in one transaction, which is kept when its report says so.
     *
     * @throws Refused while another file comes in
     */
    public ImportReport within(Sender sender, boolean dryRun, Function<Batch, ImportReport> work) {
        ImportReport report =
                transaction.execute(status -> {
                    Boolean alone =
                            dsl.resultQuery(
                                            "select"
                                                    + " pg_try_advisory_xact_lock(hashtext('passerelle.invoices'))")
                                    .fetchOne(0, Boolean.class);
                    if (!Boolean.TRUE.equals(alone)) {
                        throw Refused.field("file", "invoice.busy");
                    }
                    InvoiceSql.TABLES.forEach(dsl::execute);
                    ImportReport found = work.apply(new Batch(dsl, sender, dryRun));
                    if (!found.imported()) {
                        status.setRollbackOnly();
                    }
                    return found;
                });
        return Objects.requireNonNull(report);
    }

    /** The lines of one file. Used in the order of its methods. */
    public static final class Batch {

        private static final int SENT_AT_ONCE = 2_000;
        private static final int ODDITIES = 10_000;

        private final DSLContext dsl;
        private final Sender sender;
        private final boolean dryRun;
        private final List<InvoiceLine> waiting = new ArrayList<>(SENT_AT_ONCE);

        private Batch(DSLContext dsl, Sender sender, boolean dryRun) {
            this.dsl = dsl;
            this.sender = sender;
            this.dryRun = dryRun;
        }

        /** Takes one line. */
        public void add(InvoiceLine line) {
            waiting.add(line);
            if (waiting.size() == SENT_AT_ONCE) {
                send();
            }
        }

        private void send() {
            dsl.execute(
                    InvoiceSql.LINES,
                    array(new Integer[0], line -> (int) line.line()),
                    array(new UUID[0], line -> Ids.next()),
                    array(new String[0], InvoiceLine::iccid),
                    array(new String[0], InvoiceLine::msisdn),
                    array(new String[0], line -> line.from().toString()),
                    array(new String[0], line -> line.to().toString()),
                    array(new Long[0], InvoiceLine::octetsUp),
                    array(new Long[0], InvoiceLine::octetsDown),
                    array(new String[0], InvoiceLine::label));
            waiting.clear();
        }

        private <T> T[] array(T[] type, Function<InvoiceLine, ? extends @Nullable T> value) {
            List<@Nullable T> values = new ArrayList<>(waiting.size());
            waiting.forEach(line -> values.add(value.apply(line)));
            return values.toArray(type);
        }

        /**
         * Finds the cards, and compares the lines with each other and with the records there are.
         *
         * @return how many lines have a fault
         */
        public long compare(ProblemList problems) {
            if (!waiting.isEmpty()) {
                send();
            }
            InvoiceSql.COMPARISONS.forEach(dsl::execute);
            tell(problems);
            return number("select count(distinct line) from invoice_fault");
        }

        private void tell(ProblemList problems) {
            dsl.fetch(InvoiceSql.FAULTS, ImportReport.MOST_PROBLEMS)
                    .forEach(row -> problems.add(fault(row)));
            long faults = number("select count(*) from invoice_fault");
            problems.addUntold(Math.max(0, faults - ImportReport.MOST_PROBLEMS));
            dsl.fetch(InvoiceSql.LEFT_OUT, ODDITIES)
                    .forEach(row ->
                            problems.add(
                                    ImportProblem.oddity(
                                            row.get(0, Long.class),
                                            row.get(1, String.class),
                                            "invoice.private",
                                            row.get(2, String.class))));
        }

        private static ImportProblem fault(Record row) {
            return ImportProblem.fault(
                    row.get(0, Long.class),
                    row.get(1, String.class),
                    row.get(2, String.class),
                    (Object[]) row.get(3, String[].class));
        }

        /** What the lines are to the records there are. */
        public InvoiceReport.Counts counts() {
            Record row = Objects.requireNonNull(dsl.fetchOne(InvoiceSql.COUNTS));
            return new InvoiceReport.Counts(
                    row.get(0, Long.class),
                    row.get(1, Long.class),
                    row.get(2, Long.class),
                    row.get(3, Long.class));
        }

        /** Writes the records; in a dry run nothing. */
        public void write() {
            if (!dryRun) {
                dsl.execute(InvoiceSql.WRITE, sender.file(), sender.login());
            }
        }

        private long number(String sql) {
            Long number = dsl.resultQuery(sql).fetchOne(0, Long.class);
            return number == null ? 0 : number;
        }
    }
}
