package io.passerelle.sims;

import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Slice;
import io.passerelle.sims.store.SimJobLineStore;
import io.passerelle.sims.store.SimJobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The turns of jobs: each is one transaction that does some lines and writes how far the job has
 * come. A node that dies in one leaves nothing half done, and the job to whoever is next. Each is
 * done with the rights that who asked for it has at that moment, as far as the token lets it that
 * they asked with.
 */
@Component
class JobTurns {

    /** A piece small enough that others soon have their turn, and nobody waits long for a card. */
    static final int LINES_AT_ONCE = 500;

    /** A job waits while so many of its requests have not been handed over once. */
    static final int UNTRIED_AT_MOST = 2_000;

    /** Minutes, when each waits for somebody's lock or for others' lists. */
    static final int STUMBLES_AT_MOST = 60;

    private static final int GATHERED_AT_ONCE = 1_000;
    private static final int SLICES_AT_ONCE = 5;

    /** A file whose node gave no sign of life for so long is not read any more. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final SimJobStore store;
    private final SimJobLineStore lines;
    private final BulkWork work;
    private final Viewers viewers;
    private final ApiTokens tokens;
    private final Audit audit;

    JobTurns(
            SimJobStore store,
            SimJobLineStore lines,
            BulkWork work,
            Viewers viewers,
            ApiTokens tokens,
            Audit audit) {
        this.store = store;
        this.lines = lines;
        this.work = work;
        this.viewers = viewers;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** Which job the present thread works on, for who wants to blame it. */
    static final class Blame {
        private volatile Optional<UUID> job = Optional.empty();

        Optional<UUID> job() {
            return job;
        }
    }

    /**
     * Gives one job a turn: of those of whose organisation none had one for the longest time.
     *
     * @return false when none can go on now
     */
    @Transactional
    public boolean next(Blame blame) {
        blame.job = Optional.empty();
        Optional<SimJob> taken = store.takeTurn(UNTRIED_AT_MOST);
        blame.job = taken.map(SimJob::id);
        taken.ifPresent(this::turn);
        return taken.isPresent();
    }

    private void turn(SimJob job) {
        if (job.cancelAsked()) {
            store.end(job.id(), SimJob.State.CANCELLED, "");
            return;
        }
        UUID token = job.tokenId();
        Optional<Set<Right>> limit = token == null ? Optional.empty() : tokens.rightsOfWork(token);
        if (token != null && limit.isEmpty()) {
            giveUp(job, "job.token");
            return;
        }
        var asked = new SignedIn(job.accountId(), job.login(), limit.orElse(null), token, null);
        viewers.of(asked, job.address())
                .filter(viewer -> viewer.has(Right.MANAGE_SIMS))
                .ifPresentOrElse(viewer -> turn(viewer, job), () -> giveUp(job, "job.right"));
    }

    private void turn(Viewer viewer, SimJob job) {
        if (job.state() == SimJob.State.PREPARING) {
            gather(viewer, job);
        } else {
            piece(viewer, job);
        }
    }

    /** Who asked for it may not do it any more. */
    private void giveUp(SimJob job, String reason) {
        store.end(job.id(), SimJob.State.FAILED, reason);
        SimJob after = store.byId(job.id()).orElseThrow();
        audit.doneByItself(
                job.login(),
                "sim-job.end",
                SimJobs.KIND,
                job.id(),
                job.organisationId(),
                job,
                after);
    }

    /**
     * Writes down which cards the filter finds, some in each turn: who stops the job waits no
     * longer than for one.
     */
    private void gather(Viewer viewer, SimJob job) {
        ListQuery query = byNumber(store.query(job.wanted()));
        String cursor = store.cursor(job.id());
        int count = job.lines();
        for (int slice = 0; slice < SLICES_AT_ONCE; slice++) {
            Slice<Sim> found =
                    work.listing()
                            .after(
                                    viewer.visible(),
                                    query,
                                    cursor.isEmpty() ? null : cursor,
                                    GATHERED_AT_ONCE);
            if (count + found.items().size() > SimJobs.MOST_LINES) {
                lines.forget(job.id());
                store.lines(job.id(), 0);
                store.end(job.id(), SimJob.State.FAILED, "bulk.many");
                return;
            }
            lines.add(job.id(), lines(found.items(), count));
            count += found.items().size();
            if (found.next() == null) {
                store.lines(job.id(), count);
                store.run(job.id());
                return;
            }
            cursor = found.next();
        }
        store.gathered(job.id(), count, cursor);
    }

    /** In the order of a number that no change moves to another place: each card is found once. */
    private static ListQuery byNumber(ListQuery query) {
        return new ListQuery(query.search(), query.filters(), List.of()).withSort("iccid", false);
    }

    private static List<SimJobLine> lines(List<Sim> sims, int before) {
        List<SimJobLine> found = new ArrayList<>();
        for (Sim sim : sims) {
            found.add(SimJobLine.of(before + found.size() + 1, sim.iccid(), "", ""));
        }
        return found;
    }

    private void piece(Viewer viewer, SimJob job) {
        var piece = JobPiece.of(lines.lines(job.id(), false, job.reached(), LINES_AT_ONCE));
        if (piece.lines().isEmpty()) {
            end(viewer, job);
            return;
        }
        List<SimJobLine> refused = new ArrayList<>();
        piece.rounds().forEach(round -> refused.addAll(work.run(viewer, job, round)));
        lines.refuse(job.id(), refused);
        int before = (int) piece.lines().stream().filter(SimJobLine::isRefused).count();
        store.reached(
                job.id(),
                piece.lines().getLast().line(),
                piece.lines().size(),
                refused.size() + before);
    }

    private void end(Viewer viewer, SimJob job) {
        store.end(job.id(), SimJob.State.DONE, "");
        SimJob after = store.byId(job.id()).orElseThrow();
        audit.done(viewer, "sim-job.end", SimJobs.KIND, job.id(), job.organisationId(), job, after);
    }

    /** Gives up a job that stumbled; what was done before stays done. */
    @Transactional
    public void fail(UUID job, String reason) {
        store.end(job, SimJob.State.FAILED, reason);
    }

    /**
     * Puts a job behind the others whose turn was undone for a reason that may pass; gives it up
     * after {@value #STUMBLES_AT_MOST} such turns one after the other.
     */
    @Transactional
    public void stumbled(UUID job) {
        if (store.stumbled(job) >= STUMBLES_AT_MOST) {
            store.end(job, SimJob.State.FAILED, "job.stumbles");
        }
    }

    /** Clears away: files whose node is gone, and jobs that ended long ago. */
    @Transactional
    public void tidy(Duration kept) {
        store.endSilentReading(SILENCE, ImportJobs.INTERRUPTED);
        store.dropOneEndedBefore(kept);
    }
}
