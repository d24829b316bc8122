package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM_JOB;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimJob;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Jobs with SIM cards; their lines are {@link SimJobLineStore}'s. */
@Repository
public class SimJobStore {

    private static final List<String> OPEN =
            List.of(SimJob.State.PREPARING.name(), SimJob.State.RUNNING.name());

    /**
     * Whose turn it is: the organisation's that waits for the longest time, however many jobs it
     * has. Not that of a file that is still read, of a job whose requests have still to be handed
     * over, nor at once that of one that stumbled.
     */
    private static final String TURN =
            """
            select j.id from sim_job j
            where j.state in ('PREPARING', 'RUNNING') and j.kind not in ('IMPORT', 'INVOICES')
                and not (j.kind = 'FILE' and j.state = 'PREPARING')
                and (j.cancel_asked
                    or (j.stumbles = 0 or j.turn_at <= now() - least(j.stumbles, 10) * interval '1 s') and (
                    select count(*) from (
                        select 1 from sim_request r
                        where r.job_id = j.id and r.state = 'PENDING' and r.attempts = 0 limit {0}
                    ) untried) < {0})
            order by (select max(o.turn_at) from sim_job o where o.organisation_id = j.organisation_id),
                j.turn_at
            limit 1 for update of j skip locked
            """;

    private final DSLContext dsl;
    private final JsonMapper json;

    SimJobStore(DSLContext dsl, JsonMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    /** The list pages and the API show. */
    public Listing<SimJob> listing() {
        return JooqListing.of(dsl, SIM_JOB, SIM_JOB.ID, SimJobStore::read)
                .ownedBy(SIM_JOB.ORGANISATION_ID)
                .sort("createdAt", SIM_JOB.CREATED_AT)
                .sort("endedAt", SIM_JOB.ENDED_AT)
                .sort("state", SIM_JOB.STATE)
                .sort("lines", SIM_JOB.LINES)
                .filter("organisationId", Filters.ids(SIM_JOB.ORGANISATION_ID))
                .filter("state", Filters.oneOf(SIM_JOB.STATE, SimJob.State.class))
                .filter("kind", Filters.oneOf(SIM_JOB.KIND, SimJob.Kind.class))
                .filter("action", Filters.oneOf(SIM_JOB.ACTION, SimAction.class))
                .search(word ->
                        SIM_JOB.LOGIN
                                .containsIgnoreCase(word)
                                .or(SIM_JOB.FILE_NAME.containsIgnoreCase(word))
                                .or(SIM_JOB.COMMENT.containsIgnoreCase(word)))
                .usualOrder("createdAt", true)
                .build();
    }

    /** One of them. */
    public Optional<SimJob> byId(UUID id) {
        return dsl.selectFrom(SIM_JOB).where(SIM_JOB.ID.eq(id)).fetchOptional(SimJobStore::read);
    }

    /** How many of an organisation's are not at their end. */
    public int countOpen(UUID organisation) {
        return dsl.fetchCount(
                SIM_JOB, SIM_JOB.ORGANISATION_ID.eq(organisation).and(SIM_JOB.STATE.in(OPEN)));
    }

    /** Adds one. */
    public void insert(SimJob job) {
        SimAction action = job.action();
        dsl.insertInto(SIM_JOB)
                .set(SIM_JOB.ID, job.id())
                .set(SIM_JOB.ORGANISATION_ID, job.organisationId())
                .set(SIM_JOB.ACCOUNT_ID, job.accountId())
                .set(SIM_JOB.TOKEN_ID, job.tokenId())
                .set(SIM_JOB.LOGIN, job.login())
                .set(SIM_JOB.ADDRESS, job.address())
                .set(SIM_JOB.KIND, job.kind().name())
                .set(SIM_JOB.ACTION, action == null ? "" : action.name())
                .set(SIM_JOB.PARAMETER, job.parameter())
                .set(SIM_JOB.COMMENT, job.comment())
                .set(SIM_JOB.FILE_NAME, job.fileName())
                .set(SIM_JOB.WANTED, job.wanted())
                .set(SIM_JOB.STATE, job.state().name())
                .execute();
    }

    /** A query as it is kept until somebody looks for its cards. */
    public String json(ListQuery query) {
        return json.writeValueAsString(query);
    }

    /** The query of such a text. */
    public ListQuery query(String text) {
        return json.readValue(text, ListQuery.class);
    }

    /**
     * The job whose turn it is, nobody else's until the end of the transaction. With the
     * transaction ends a row of turns that stumbled.
     */
    public Optional<SimJob> takeTurn(int untriedAtMost) {
        UUID id = dsl.resultQuery(TURN, DSL.val(untriedAtMost)).fetchOne(0, UUID.class);
        if (id == null) {
            return Optional.empty();
        }
        dsl.update(SIM_JOB)
                .set(SIM_JOB.TURN_AT, Instant.now())
                .set(SIM_JOB.STUMBLES, 0)
                .where(SIM_JOB.ID.eq(id))
                .execute();
        return byId(id);
    }

    /**
     * A turn was undone: the others have theirs before it is tried again.
     *
     * @return how many were, one after the other
     */
    public int stumbled(UUID id) {
        return dsl.update(SIM_JOB)
                .set(SIM_JOB.TURN_AT, DSL.field("now()", SIM_JOB.TURN_AT.getDataType()))
                .set(SIM_JOB.STUMBLES, SIM_JOB.STUMBLES.plus(1))
                .where(SIM_JOB.ID.eq(id))
                .returningResult(SIM_JOB.STUMBLES)
                .fetchOptional(SIM_JOB.STUMBLES)
                .orElse(0);
    }

    /** Writes how many lines there are. */
    public void lines(UUID id, int lines) {
        dsl.update(SIM_JOB).set(SIM_JOB.LINES, lines).where(SIM_JOB.ID.eq(id)).execute();
    }

    /** While its cards are looked for: behind which one to go on; empty for the first. */
    public String cursor(UUID id) {
        return Objects.requireNonNull(
                dsl.select(SIM_JOB.CURSOR)
                        .from(SIM_JOB)
                        .where(SIM_JOB.ID.eq(id))
                        .fetchSingle(SIM_JOB.CURSOR));
    }

    /** Writes how many cards were found so far, and behind which one to go on. */
    public void gathered(UUID id, int lines, String cursor) {
        dsl.update(SIM_JOB)
                .set(SIM_JOB.LINES, lines)
                .set(SIM_JOB.CURSOR, cursor)
                .where(SIM_JOB.ID.eq(id))
                .execute();
    }

    /** Its cards are found, or its file is read; false when it ended before. */
    public boolean run(UUID id) {
        return dsl.update(SIM_JOB)
                        .set(SIM_JOB.STATE, SimJob.State.RUNNING.name())
                        .where(SIM_JOB.ID.eq(id))
                        .and(SIM_JOB.STATE.eq(SimJob.State.PREPARING.name()))
                        .execute()
                == 1;
    }

    /**
     * Writes how many lines of its file are read.
     *
     * @return whether it is to go on
     */
    public boolean readSoFar(UUID id, int lines) {
        return dsl.update(SIM_JOB)
                        .set(SIM_JOB.LINES, lines)
                        .set(SIM_JOB.TURN_AT, Instant.now())
                        .where(SIM_JOB.ID.eq(id))
                        .and(SIM_JOB.CANCEL_ASKED.isFalse())
                        .and(SIM_JOB.STATE.in(OPEN))
                        .execute()
                == 1;
    }

    /** Writes how far it has come. */
    public void reached(UUID id, int line, int dealt, int refused) {
        dsl.update(SIM_JOB)
                .set(SIM_JOB.REACHED, line)
                .set(SIM_JOB.DEALT, SIM_JOB.DEALT.plus(dealt))
                .set(SIM_JOB.REFUSED, SIM_JOB.REFUSED.plus(refused))
                .where(SIM_JOB.ID.eq(id))
                .execute();
    }

    /** Writes that it is at its end. */
    public void end(UUID id, SimJob.State state, String reason) {
        dsl.update(SIM_JOB)
                .set(SIM_JOB.STATE, state.name())
                .set(SIM_JOB.REASON, reason)
                .set(SIM_JOB.ENDED_AT, Instant.now())
                .where(SIM_JOB.ID.eq(id))
                .and(SIM_JOB.STATE.in(OPEN))
                .execute();
    }

    /**
     * Writes that it ended while its file was read: it has none of the lines that were told so far,
     * since they come in together or not at all.
     */
    public void endReading(UUID id, SimJob.State state, String reason) {
        dsl.update(SIM_JOB)
                .set(SIM_JOB.STATE, state.name())
                .set(SIM_JOB.REASON, reason)
                .set(SIM_JOB.LINES, 0)
                .set(SIM_JOB.ENDED_AT, Instant.now())
                .where(SIM_JOB.ID.eq(id))
                .and(SIM_JOB.STATE.eq(SimJob.State.PREPARING.name()))
                .execute();
    }

    /** Asks it to stop; false when it is at its end. */
    public boolean cancel(UUID id) {
        return dsl.update(SIM_JOB)
                        .set(SIM_JOB.CANCEL_ASKED, true)
                        .where(SIM_JOB.ID.eq(id))
                        .and(SIM_JOB.STATE.in(OPEN))
                        .execute()
                == 1;
    }

    /**
     * Writes how far an import is.
     *
     * @return whether it is to go on
     */
    public boolean progress(UUID id, int done, int of) {
        dsl.update(SIM_JOB)
                .set(SIM_JOB.DEALT, done)
                .set(SIM_JOB.LINES, of)
                .set(SIM_JOB.TURN_AT, Instant.now())
                .where(SIM_JOB.ID.eq(id))
                .execute();
        return byId(id).filter(job -> !job.cancelAsked()).isPresent();
    }

    /** Notes that the node which reads their files lives. */
    public void alive(Collection<UUID> ids) {
        dsl.update(SIM_JOB)
                .set(SIM_JOB.TURN_AT, Instant.now())
                .where(SIM_JOB.ID.in(ids))
                .and(SIM_JOB.STATE.in(OPEN))
                .execute();
    }

    /** Takes back that one failed for a reason that did not hold. */
    public void reopen(UUID id, String reason) {
        dsl.update(SIM_JOB)
                .set(SIM_JOB.STATE, SimJob.State.RUNNING.name())
                .set(SIM_JOB.REASON, "")
                .setNull(SIM_JOB.ENDED_AT)
                .where(SIM_JOB.ID.eq(id))
                .and(SIM_JOB.STATE.eq(SimJob.State.FAILED.name()))
                .and(SIM_JOB.REASON.eq(reason))
                .execute();
    }

    /** Writes the report of an import. */
    public void imported(UUID id, int lines, int refused) {
        dsl.update(SIM_JOB)
                .set(SIM_JOB.LINES, lines)
                .set(SIM_JOB.DEALT, lines)
                .set(SIM_JOB.REFUSED, refused)
                .where(SIM_JOB.ID.eq(id))
                .execute();
    }

    /**
     * Ends what a node reads, an import or a file of actions, that has been silent for too long. A
     * file of actions has no lines then.
     */
    public void endSilentReading(Duration silence, String reason) {
        dsl.update(SIM_JOB)
                .set(SIM_JOB.STATE, SimJob.State.FAILED.name())
                .set(SIM_JOB.REASON, reason)
                .set(
                        SIM_JOB.LINES,
                        DSL.when(SIM_JOB.KIND.eq(SimJob.Kind.FILE.name()), DSL.inline(0))
                                .otherwise(SIM_JOB.LINES))
                .set(SIM_JOB.ENDED_AT, Instant.now())
                .where(
                        SIM_JOB.KIND
                                .in(SimJob.Kind.IMPORT.name(), SimJob.Kind.INVOICES.name())
                                .and(SIM_JOB.STATE.in(OPEN))
                                .or(
                                        SIM_JOB.KIND
                                                .eq(SimJob.Kind.FILE.name())
                                                .and(
                                                        SIM_JOB.STATE.eq(
                                                                SimJob.State.PREPARING.name()))))
                .and(SIM_JOB.TURN_AT.lt(Instant.now().minus(silence)))
                .execute();
    }

    /** Forgets one that ended long ago, with its lines: one at a time, they may be many. */
    public void dropOneEndedBefore(Duration kept) {
        dsl.deleteFrom(SIM_JOB)
                .where(
                        SIM_JOB.ID.in(
                                DSL.select(SIM_JOB.ID)
                                        .from(SIM_JOB)
                                        .where(SIM_JOB.ENDED_AT.lt(Instant.now().minus(kept)))
                                        .orderBy(SIM_JOB.CREATED_AT)
                                        .limit(1)
                                        .forUpdate()
                                        .skipLocked()))
                .execute();
    }

    private static SimJob read(Record row) {
        String action = row.get(SIM_JOB.ACTION);
        return new SimJob(
                row.get(SIM_JOB.ID),
                row.get(SIM_JOB.ORGANISATION_ID),
                row.get(SIM_JOB.ACCOUNT_ID),
                row.get(SIM_JOB.TOKEN_ID),
                row.get(SIM_JOB.LOGIN),
                row.get(SIM_JOB.ADDRESS),
                SimJob.Kind.valueOf(row.get(SIM_JOB.KIND)),
                action.isEmpty() ? null : SimAction.valueOf(action),
                row.get(SIM_JOB.PARAMETER),
                row.get(SIM_JOB.COMMENT),
                row.get(SIM_JOB.FILE_NAME),
                row.get(SIM_JOB.WANTED),
                SimJob.State.valueOf(row.get(SIM_JOB.STATE)),
                row.get(SIM_JOB.LINES),
                row.get(SIM_JOB.REACHED),
                row.get(SIM_JOB.DEALT),
                row.get(SIM_JOB.REFUSED),
                row.get(SIM_JOB.REASON),
                row.get(SIM_JOB.CANCEL_ASKED),
                row.get(SIM_JOB.CREATED_AT),
                row.get(SIM_JOB.ENDED_AT));
    }
}
