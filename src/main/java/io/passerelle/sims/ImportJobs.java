package io.passerelle.sims;

import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.SimJobLineStore;
import io.passerelle.sims.store.SimJobStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells of running imports where other jobs are told of, so that they are found again by who left
 * the page (ALL-2). An import itself is one transaction on one node: when that node dies, nothing
 * was imported, and another node says so. A node that lives says so by a clock, because comparing
 * two million lines, or somebody's slow upload, tells nothing for minutes.
 */
@Component
public class ImportJobs {

    /** Why an import failed whose node gave no sign of life. */
    static final String INTERRUPTED = "job.interrupted";

    private static final long TOLD_EVERY_NANOS = 500_000_000;

    private final SimJobStore store;
    private final SimJobLineStore lines;
    private final SignsOfLife life;
    private final TransactionTemplate apart;

    ImportJobs(
            SimJobStore store,
            SimJobLineStore lines,
            SignsOfLife life,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.lines = lines;
        this.life = life;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The import itself. */
    public interface Work {

        /**
         * Does it.
         *
         * @param progress told how far it is; throws when somebody stopped it
         * @param imported told the report in the transaction that keeps what was imported
         */
        ImportReport run(Consumer<ImportProgress> progress, Consumer<ImportReport> imported);
    }

    /**
     * Does an import that people can follow, and find again after they left.
     *
     * @param fileName what the file is called; empty for none
     * @param progress told how far it is, too
     */
    public ImportReport follow(
            Viewer viewer,
            SimJob.Kind kind,
            String fileName,
            Consumer<ImportProgress> progress,
            Work work) {
        try (Followed job = begin(viewer, kind, fileName)) {
            return follow(job, progress, work);
        }
    }

    private static ImportReport follow(Followed job, Consumer<ImportProgress> progress, Work work) {
        try {
            ImportReport report = work.run(progress.andThen(job::progress), job::imported);
            if (!report.imported()) {
                job.refused(report);
            }
            return report;
        } catch (RuntimeException e) {
            try {
                job.broken(e);
            } catch (RuntimeException untold) {
                e.addSuppressed(untold); // it is found silent, and told then
            }
            throw e;
        }
    }

    /** One import that people can follow; closed when nothing more comes of it. */
    private final class Followed implements AutoCloseable {

        private final UUID id;
        private long toldAt = System.nanoTime();

        private Followed(UUID id) {
            this.id = id;
        }

        /**
         * It is so far.
         *
         * @throws Refused when somebody stopped it
         */
        void progress(ImportProgress progress) {
            long now = System.nanoTime();
            if (now - toldAt < TOLD_EVERY_NANOS) {
                return;
            }
            toldAt = now;
            Boolean goOn =
                    apart.execute(status ->
                            store.progress(id, (int) progress.lines(), (int) progress.of()));
            if (!Boolean.TRUE.equals(goOn)) {
                throw Refused.field("file", "job.cancelled");
            }
        }

        /**
         * The cards are in, in the transaction that keeps them: whoever took the node for dead was
         * wrong.
         */
        void imported(ImportReport report) {
            store.imported(id, (int) report.lines(), 0);
            store.reopen(id, INTERRUPTED);
            store.end(id, SimJob.State.DONE, "");
        }

        @Override
        public void close() {
            life.end(id);
        }

        /** The file has faults: nothing was imported. */
        void refused(ImportReport report) {
            apart.executeWithoutResult(status -> {
                store.imported(id, (int) report.lines(), (int) report.rejected());
                lines.add(id, faulty(report));
                store.end(id, SimJob.State.FAILED, "job.faults");
            });
        }

        /** It ended otherwise: nothing was imported. */
        void broken(RuntimeException why) {
            String reason =
                    why instanceof Refused refused
                            ? refused.errors().getFirst().code()
                            : "job.fault";
            boolean stopped = reason.equals("job.cancelled");
            apart.executeWithoutResult(status ->
                    store.end(
                            id,
                            stopped ? SimJob.State.CANCELLED : SimJob.State.FAILED,
                            stopped ? "" : reason));
        }
    }

    private Followed begin(Viewer viewer, SimJob.Kind kind, String fileName) {
        SimJob job = SimJobs.job(viewer, kind, null, fileName, "", SimJob.State.RUNNING);
        apart.executeWithoutResult(status -> store.insert(job));
        life.begin(job.id());
        return new Followed(job.id());
    }

    /** Of each faulty line its first fault. */
    private static List<SimJobLine> faulty(ImportReport report) {
        Set<Long> seen = new HashSet<>();
        return report.problems().stream()
                .filter(problem -> !problem.warning() && seen.add(problem.line()))
                .map(problem ->
                        SimJobLine.of((int) problem.line(), "", "", "")
                                .refused(problem.code(), problem.arguments()))
                .toList();
    }
}
