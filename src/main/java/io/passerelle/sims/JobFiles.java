package io.passerelle.sims;

import io.passerelle.foundation.InFlight;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.SimJobLineStore;
import io.passerelle.sims.store.SimJobStore;
import io.passerelle.store.StoreFaults;
import io.passerelle.store.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads files of what is to be done to which card, on a thread of its own: who sent a million lines
 * sees the job at once and how far it is (ALL-2). The lines come in together or not at all; when
 * the node dies, another one says so.
 */
@Component
class JobFiles implements DisposableBean {

    /** Files that are read at the same time, and with those that wait for it. */
    private static final int AT_ONCE = 2;

    private static final int WAITING_AT_MOST = 8;

    /** Of one organisation, so that the others find a place. */
    private static final int WAITING_EACH = WAITING_AT_MOST / 2;

    private static final Logger LOG = LoggerFactory.getLogger(JobFiles.class);
    private static final long TOLD_EVERY_NANOS = 500_000_000;

    private final SimJobStore jobs;
    private final SimJobLineStore lines;
    private final SignsOfLife life;
    private final TemporaryFiles files;
    private final TransactionTemplate apart;
    private final Semaphore hands = new Semaphore(AT_ONCE, true);
    private final InFlight<UUID> places = new InFlight<>(WAITING_AT_MOST, WAITING_EACH);
    private volatile boolean stopping;

    JobFiles(
            SimJobStore jobs,
            SimJobLineStore lines,
            SignsOfLife life,
            TemporaryFiles files,
            PlatformTransactionManager transactions) {
        this.jobs = jobs;
        this.lines = lines;
        this.life = life;
        this.files = files;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void destroy() {
        stopping = true;
    }

    /**
     * Takes a file that is still being sent.
     *
     * @throws IOException when it does not come to its end or cannot be kept
     */
    SentFile receive(InputStream sent) throws IOException {
        return SentFile.receive(files, sent);
    }

    /**
     * Begins to read a file, and forgets it when it is read.
     *
     * @param organisation whose job it is
     * @param making makes its job, which is kept when it returns
     * @throws Refused while too many files wait, or too many of the organisation; the file is still
     *     the caller's then
     */
    SimJob begin(UUID organisation, SentFile file, Supplier<SimJob> making) {
        if (!places.tryBegin(organisation)) {
            throw Refused.field("file", "upload.many");
        }
        boolean begun = false;
        try {
            SimJob job = making.get();
            life.begin(job.id());
            Thread.ofVirtual().name("sim-job-file").start(() -> readLogged(job, file));
            begun = true;
            return job;
        } finally {
            if (!begun) {
                places.end(organisation);
            }
        }
    }

    private void readLogged(SimJob begun, SentFile file) {
        UUID job = begun.id();
        try (file) {
            hands.acquireUninterruptibly();
            try {
                read(job, file);
            } finally {
                hands.release();
            }
        } catch (Refused why) {
            end(job, why.errors().getFirst().code());
        } catch (IOException | RuntimeException e) {
            if (!stopping && !StoreFaults.isAway(e)) {
                LOG.atError().addKeyValue("job", job).setCause(e).log("a file could not be read");
            }
            end(job, "job.fault");
        } finally {
            life.end(job);
            places.end(begun.organisationId());
        }
    }

    private void read(UUID job, SentFile file) throws IOException {
        try (InputStream in = file.open()) {
            apart.executeWithoutResult(status -> {
                int read =
                        lines.copy(
                                job,
                                sink -> {
                                    var told = new Told(job, sink);
                                    return new BulkFile(told).read(in);
                                });
                jobs.lines(job, read);
                if (!jobs.run(job)) { // somebody took this node for dead
                    throw Refused.field("file", ImportJobs.INTERRUPTED);
                }
            });
        }
    }

    private void end(UUID job, String reason) {
        boolean stopped = reason.equals("job.cancelled");
        try {
            apart.executeWithoutResult(status ->
                    jobs.endReading(
                            job,
                            stopped ? SimJob.State.CANCELLED : SimJob.State.FAILED,
                            stopped ? "" : reason));
        } catch (RuntimeException untold) {
            LOG.atDebug().setCause(untold).log("it is found silent, and told then");
        }
    }

    /** Tells now and then how many lines there are so far. */
    private final class Told implements Consumer<SimJobLine> {

        private final UUID job;
        private final Consumer<SimJobLine> sink;
        private int read;
        private long toldAt = System.nanoTime() - TOLD_EVERY_NANOS;

        Told(UUID job, Consumer<SimJobLine> sink) {
            this.job = job;
            this.sink = sink;
        }

        /**
         * Takes a line.
         *
         * @throws Refused when somebody stopped the job
         */
        @Override
        public void accept(SimJobLine line) {
            sink.accept(line);
            read++;
            long now = System.nanoTime();
            if (now - toldAt < TOLD_EVERY_NANOS) {
                return;
            }
            toldAt = now;
            Boolean goOn = apart.execute(status -> jobs.readSoFar(job, read));
            if (!Boolean.TRUE.equals(goOn)) {
                throw Refused.field("file", "job.cancelled");
            }
        }
    }
}
