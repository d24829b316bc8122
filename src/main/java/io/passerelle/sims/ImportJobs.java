package io.passerelle.sims;

import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.SimJobStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells of running imports where other jobs are told of, so that they are found again by who left
 * the page (ALL-2). An import itself is one transaction on one node: when that node dies, nothing
 * was imported, and another node says so.
 */
@Component
class ImportJobs {

    private static final long TOLD_EVERY_NANOS = 500_000_000;

    private final SimJobStore store;
    private final TransactionTemplate apart;

    ImportJobs(SimJobStore store, PlatformTransactionManager transactions) {
        this.store = store;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** One import that people can follow. */
    final class Followed {

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

        /** The cards are in, in the transaction that keeps them. */
        void imported(ImportReport report) {
            store.imported(id, (int) report.lines(), 0);
            store.end(id, SimJob.State.DONE, "");
        }

        /** The file has faults: nothing was imported. */
        void faulty(ImportReport report) {
            apart.executeWithoutResult(status -> {
                store.imported(id, (int) report.lines(), (int) report.rejected());
                store.add(id, lines(report));
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

    /** An import begins. */
    Followed begin(Viewer viewer, String fileName) {
        SimJob job =
                SimJobs.job(viewer, SimJob.Kind.IMPORT, null, fileName, "", SimJob.State.RUNNING);
        apart.executeWithoutResult(status -> store.insert(job));
        return new Followed(job.id());
    }

    /** Of each faulty line its first fault. */
    private static List<SimJobLine> lines(ImportReport report) {
        Set<Long> seen = new HashSet<>();
        return report.problems().stream()
                .filter(problem -> !problem.warning() && seen.add(problem.line()))
                .map(problem ->
                        SimJobLine.of((int) problem.line(), "", "", "")
                                .refused(problem.code(), problem.arguments()))
                .toList();
    }
}
