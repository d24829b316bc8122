package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM_JOB_LINE;

import io.passerelle.sims.SimJobLine;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Repository;

/** The lines of jobs with SIM cards: which cards, what is done, and why not. */
@Repository
public class SimJobLineStore {

    private static final String COPY =
            "copy sim_job_line (job_id, line, iccid, action, parameter, code, arguments)"
                    + " from stdin (encoding 'UTF8')";

    /**
     * Of the lines that say the same of a card, all but the first. Found by sorting, told by their
     * numbers: nothing is known yet of how many they are, and every line compared with every such
     * card would take hours.
     */
    private static final String TWICE =
            """
            update sim_job_line l set code = 'import.twice', arguments = array[twice.first::text]
            from (select line, min(line) over (partition by iccid, action) as first from sim_job_line
                where job_id = {0} and code = '') twice
            where l.job_id = {0} and l.line = twice.line and twice.line <> twice.first
            """;

    /** Arrays in arrays must be of one length: each comes as its text. */
    private static final String REFUSE =
            """
            update sim_job_line l set code = given.code, arguments = given.arguments::text[]
            from unnest({1}, {2}, {3}) as given (line, code, arguments)
            where l.job_id = {0} and l.line = given.line
            """;

    private final DSLContext dsl;

    SimJobLineStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Adds lines. */
    public void add(UUID job, List<SimJobLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var insert =
                dsl.insertInto(
                        SIM_JOB_LINE,
                        SIM_JOB_LINE.JOB_ID,
                        SIM_JOB_LINE.LINE,
                        SIM_JOB_LINE.ICCID,
                        SIM_JOB_LINE.CODE,
                        SIM_JOB_LINE.ARGUMENTS);
        for (SimJobLine line : lines) {
            insert =
                    insert.values(
                            job,
                            line.line(),
                            line.iccid(),
                            line.code(),
                            line.arguments().toArray(String[]::new));
        }
        insert.execute();
    }

    /**
     * Takes the lines of a file as they are read; those that are twice are refused.
     *
     * @param reading gives each line to what it is given, and tells how many there were
     */
    public int copy(UUID job, ToIntFunction<Consumer<SimJobLine>> reading) {
        int lines =
                dsl.connectionResult(connection -> {
                    var copy =
                            new CopyWriter(
                                    connection
                                            .unwrap(PGConnection.class)
                                            .getCopyAPI()
                                            .copyIn(COPY));
                    try (var rows = new CopiedLines(copy, job)) {
                        int read = reading.applyAsInt(rows);
                        rows.end();
                        return read;
                    }
                });
        dsl.execute(TWICE, DSL.val(job));
        return lines;
    }

    /** Forgets the lines of a job. */
    public void forget(UUID job) {
        dsl.deleteFrom(SIM_JOB_LINE).where(SIM_JOB_LINE.JOB_ID.eq(job)).execute();
    }

    /** Lines behind one, in order. */
    public List<SimJobLine> lines(UUID job, boolean refusedOnly, int after, int limit) {
        Condition which = refusedOnly ? SIM_JOB_LINE.CODE.ne(DSL.inline("")) : DSL.trueCondition();
        return dsl.selectFrom(SIM_JOB_LINE)
                .where(SIM_JOB_LINE.JOB_ID.eq(job))
                .and(SIM_JOB_LINE.LINE.gt(after))
                .and(which)
                .orderBy(SIM_JOB_LINE.LINE)
                .limit(limit)
                .fetch(row ->
                        new SimJobLine(
                                row.getLine(),
                                row.getIccid(),
                                row.getAction(),
                                row.getParameter(),
                                row.getCode(),
                                List.of(row.getArguments())));
    }

    /** Writes why lines were refused. */
    public void refuse(UUID job, List<SimJobLine> lines) {
        if (!lines.isEmpty()) {
            dsl.execute(
                    REFUSE,
                    DSL.val(job),
                    DSL.val(lines.stream().map(SimJobLine::line).toArray(Integer[]::new)),
                    DSL.val(lines.stream().map(SimJobLine::code).toArray(String[]::new)),
                    DSL.val(lines.stream().map(CopiedLines::array).toArray(String[]::new)));
        }
    }
}
