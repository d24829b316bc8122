package io.passerelle.sims;

import io.passerelle.foundation.NotNow;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Gives jobs their turns, on every node, for as long as there is one that can go on. The database
 * says whose turn it is, so that nodes need not know of each other.
 */
@Component
final class JobWorker implements SmartLifecycle {

    /** How long ended jobs, with their reports, can be looked at. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final int AT_ONCE = 2;
    private static final long LOOK_MILLIS = 1_000;
    private static final int TIDY_EVERY = 60;
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final JobTurns turns;
    private final Semaphore wanted = new Semaphore(0);
    private volatile List<Thread> hands = List.of();

    JobWorker(JobTurns turns, ChangeFeed feed) {
        this.turns = turns;
        feed.on("sim_job", this::soon);
        feed.on("sim_request", this::soon); // a job waits until enough of its requests are tried
    }

    private void soon() {
        if (wanted.availablePermits() < AT_ONCE) {
            wanted.release();
        }
    }

    @Override
    public void start() {
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            started.add(Thread.ofVirtual().name("sim-jobs-" + i).unstarted(this::work));
        }
        hands = List.copyOf(started);
        started.forEach(Thread::start);
    }

    private void work() {
        var blame = new JobTurns.Blame();
        int rounds = 0;
        while (isRunning()) {
            try {
                if (rounds++ % TIDY_EVERY == 0) {
                    turns.tidy(KEPT);
                }
                while (isRunning() && turns.next(blame)) {
                    // as long as there are more
                }
                pause();
            } catch (RuntimeException e) {
                stumbled(blame, e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            if (wanted.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                wanted.drainPermits();
                if (!isRunning()) { // took from the others what tells them of the end
                    wanted.release(AT_ONCE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hands = List.of();
        }
    }

    /** What may pass is tried again; what will not must not be tried for ever. */
    private void stumbled(JobTurns.Blame blame, RuntimeException e) {
        boolean slow = e instanceof NotNow later && later.why() == NotNow.Why.LIST_SLOW;
        boolean passes = e instanceof NotNow && !slow || e instanceof TransientDataAccessException;
        if (!isRunning()) {
            return;
        }
        if (passes || StoreFaults.isAway(e)) { // somebody's lock, or all of the database
            tell(blame, turns::stumbled);
            return;
        }
        if (slow) {
            fail(blame, "bulk.slow");
            return;
        }
        LOG.atError()
                .addKeyValue("job", blame.job().map(Object::toString).orElse(""))
                .setCause(e)
                .log("a job with SIM cards stumbled");
        fail(blame, "job.fault");
    }

    private void fail(JobTurns.Blame blame, String reason) {
        tell(blame, job -> turns.fail(job, reason));
    }

    private static void tell(JobTurns.Blame blame, Consumer<UUID> what) {
        try {
            blame.job().ifPresent(what);
        } catch (RuntimeException again) {
            if (!StoreFaults.isAway(again)) {
                LOG.atWarn().log("it is tried again");
            }
        }
    }

    @Override
    public void stop() {
        List<Thread> stopped = hands;
        hands = List.of();
        wanted.release(AT_ONCE); // each ends its turn: an interrupt would cut its connection
        stopped.forEach(JobWorker::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join(LONGEST_GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !hands.isEmpty();
    }
}
