package io.passerelle.sims;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.InFlight;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.SimJobLineStore;
import io.passerelle.sims.store.SimJobStore;
import io.passerelle.sims.store.SimStore;
import io.passerelle.store.ChangeFeed;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is done to many cards at once, and imports (M2M-3, M2M-4, ALL-2): started here, done by
 * {@link JobWorker}, seen by the organisation of whoever started it. Live topic {@value #TOPIC}.
 */
@Service
public class SimJobs {

    /** The live topic that tells that one changed. */
    public static final String TOPIC = "sim-jobs";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "sim-job";

    /** The most cards of one job. */
    public static final int MOST_LINES = 1_000_000;

    /** The most cards that are named one by one. */
    public static final int MOST_SELECTED = 10_000;

    /** The most jobs of one organisation that are not at their end. */
    public static final int MOST_OPEN = 20;

    private static final int UPLOADS_AT_ONCE = 4;
    private static final int UPLOADS_EACH = UPLOADS_AT_ONCE / 2;
    private static final int COMMENT_AT_MOST = 500;
    private static final int FILE_NAME_AT_MOST = 200;

    private final SimJobStore store;
    private final SimJobLineStore lines;
    private final SimStore cards;
    private final BulkWork work;
    private final Audit audit;
    private final JobFiles files;
    private final TransactionTemplate apart;
    private final InFlight<UUID> uploads = new InFlight<>(UPLOADS_AT_ONCE, UPLOADS_EACH);

    SimJobs(
            SimJobStore store,
            SimJobLineStore lines,
            SimStore cards,
            BulkWork work,
            JobFiles files,
            Audit audit,
            PlatformTransactionManager transactions,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.lines = lines;
        this.cards = cards;
        this.work = work;
        this.files = files;
        this.apart = new TransactionTemplate(transactions);
        this.audit = audit;
        feed.on("sim_job", topics.topic(TOPIC)::changed);
    }

    /** The list, the last one first. */
    public Listing<SimJob> listing() {
        return store.listing();
    }

    /** One the viewer sees. */
    public SimJob get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(job -> viewer.sees(job.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /**
     * Some of its lines, in order.
     *
     * @param refusedOnly those that were refused alone
     * @param after the number of the line before the first
     * @param limit 1 to 1,000
     */
    public List<SimJobLine> lines(
            Viewer viewer, UUID id, boolean refusedOnly, int after, int limit) {
        return lines.lines(get(viewer, id).id(), refusedOnly, after, Math.clamp(limit, 1, 1_000));
    }

    /** Every line, streamed in order; of an import, the faulty ones. */
    public void report(Viewer viewer, UUID id, Consumer<SimJobLine> reader) {
        SimJob job = get(viewer, id);
        int after = 0;
        List<SimJobLine> piece = lines.lines(job.id(), false, after, 1_000);
        while (!piece.isEmpty()) {
            piece.forEach(reader);
            piece = lines.lines(job.id(), false, piece.getLast().line(), 1_000);
        }
    }

    /**
     * Does something to cards that are named.
     *
     * @param ids 1 to 10,000; one that the viewer does not see is told to be unknown
     */
    @Transactional
    public SimJob select(Viewer viewer, List<UUID> ids, BulkWish wish) {
        check(viewer, wish);
        List<UUID> once = List.copyOf(new LinkedHashSet<>(ids));
        if (once.isEmpty() || once.size() > MOST_SELECTED) {
            throw Refused.field("ids", "number.range", 1, MOST_SELECTED);
        }
        SimJob job = job(viewer, SimJob.Kind.SELECTION, wish, "", "", SimJob.State.RUNNING);
        store.insert(job);
        Map<UUID, String> known = cards.iccids(once, viewer.visible());
        List<SimJobLine> named = new ArrayList<>();
        for (UUID id : once) {
            String iccid = known.get(id);
            SimJobLine line = SimJobLine.of(named.size() + 1, iccid == null ? "" : iccid, "", "");
            named.add(iccid == null ? line.refused("bulk.unknown", List.of(id)) : line);
        }
        lines.add(job.id(), named);
        return begun(viewer, job, named.size());
    }

    /**
     * Does something to all cards that fit.
     *
     * @param query search and filters as of the list of cards; when it finds more than {@link
     *     #MOST_LINES} the job fails before it does anything
     */
    @Transactional
    public SimJob filter(Viewer viewer, ListQuery query, BulkWish wish) {
        check(viewer, wish);
        work.listing().page(viewer.visible(), query, 0, 1); // an unknown filter is refused now
        String wanted = store.json(query);
        SimJob job = job(viewer, SimJob.Kind.FILTER, wish, "", wanted, SimJob.State.PREPARING);
        store.insert(job);
        return begun(viewer, job, 0);
    }

    /**
     * Takes a file that is still being sent, and does what it says as {@link #file}: it is kept on
     * disk first, so that nobody waits for who sends it.
     *
     * @param sent its bytes, closed by the caller
     * @throws Refused as {@link #file}; when the file is too large or comes too slowly, or too many
     *     come
     * @throws IOException when it does not come to its end or cannot be kept
     */
    public SimJob receive(Viewer viewer, String name, InputStream sent) throws IOException {
        require(viewer);
        SentFile file = upload(viewer.organisationId(), sent);
        boolean taken = false;
        try {
            SimJob job = file(viewer, name, file);
            taken = true;
            return job;
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    private SentFile upload(UUID organisation, InputStream sent) throws IOException {
        if (!uploads.tryBegin(organisation)) {
            throw Refused.field("file", "upload.many");
        }
        try {
            return files.receive(sent);
        } finally {
            uploads.end(organisation);
        }
    }

    /**
     * Does what a file says, line by line: {@code ICCID;action[;parameter]} under a header. The job
     * is there at once; its lines are read in the background, and it fails when there are more than
     * {@link #MOST_LINES}.
     *
     * @param name what it is called
     * @param file the job's from now on, unless this throws
     * @throws Refused when it is no such file; a line that cannot be done is told in the job's
     *     report
     */
    public SimJob file(Viewer viewer, String name, SentFile file) throws IOException {
        require(viewer);
        BulkFile.check(file);
        String called =
                name.length() > FILE_NAME_AT_MOST ? name.substring(0, FILE_NAME_AT_MOST) : name;
        SimJob job = job(viewer, SimJob.Kind.FILE, null, called, "", SimJob.State.PREPARING);
        return files.begin(
                viewer.organisationId(),
                file,
                () ->
                        Objects.requireNonNull(
                                apart.execute(status -> {
                                    store.insert(job);
                                    return begun(viewer, job, 0);
                                })));
    }

    private SimJob begun(Viewer viewer, SimJob job, int count) {
        store.lines(job.id(), count);
        SimJob begun = store.byId(job.id()).orElseThrow();
        audit.done(viewer, "sim-job.start", KIND, job.id(), job.organisationId(), null, begun);
        return begun;
    }

    /** Stops it: what was done stays done. */
    @Transactional
    public SimJob cancel(Viewer viewer, UUID id) {
        SimJob before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_SIMS, "sim-job.cancel", KIND, id);
        if (!store.cancel(id)) {
            throw Refused.field("", "job.ended");
        }
        SimJob after = store.byId(id).orElseThrow();
        audit.done(viewer, "sim-job.cancel", KIND, id, before.organisationId(), before, after);
        return after;
    }

    private void check(Viewer viewer, BulkWish wish) {
        require(viewer);
        List<FieldError> errors = new ArrayList<>();
        if (!BulkActions.isOne(wish.action()) || !wish.action().isFor(viewer)) {
            errors.add(FieldError.of("action", "bulk.action", wish.action().name()));
        } else if (BulkActions.needsParameter(wish.action())) {
            parameterProblem(viewer, wish).ifPresent(errors::add);
        }
        if (wish.comment().length() > COMMENT_AT_MOST) {
            errors.add(FieldError.of("comment", "too.long", COMMENT_AT_MOST));
        }
        Refused.ifAny(errors);
    }

    private static Optional<FieldError> parameterProblem(Viewer viewer, BulkWish wish) {
        Optional<FieldError> problem = BulkWork.parameterProblem(wish.action(), wish.parameter());
        return problem.isEmpty()
                        && wish.action() == SimAction.EXPIRY
                        && GuardParameter.read(wish.action(), wish.parameter())
                                instanceof GuardParameter.Date date
                ? GuardChecks.date("parameter", date.in(viewer.zone()).at())
                : problem;
    }

    private void require(Viewer viewer) {
        audit.require(viewer, Right.MANAGE_SIMS, "sim-job.start", KIND, "");
        if (store.countOpen(viewer.organisationId()) >= MOST_OPEN) {
            throw Refused.field("", "job.many", MOST_OPEN);
        }
    }

    /** A job of the viewer's, not kept yet. */
    static SimJob job(
            Viewer viewer,
            SimJob.Kind kind,
            @Nullable BulkWish wish,
            String file,
            String wanted,
            SimJob.State state) {
        return new SimJob(
                Ids.next(),
                viewer.organisationId(),
                viewer.accountId(),
                viewer.tokenId(),
                viewer.login(),
                viewer.address(),
                kind,
                wish == null ? null : wish.action(),
                wish == null ? "" : wish.parameter().strip(),
                wish == null ? "" : wish.comment().strip(),
                file,
                wanted,
                state,
                0,
                0,
                0,
                0,
                "",
                false,
                Instant.now(),
                null);
    }
}
