package io.passerelle.usage.store;

import static io.passerelle.store.db.Tables.SIM_MOVE;
import static io.passerelle.store.db.Tables.USAGE_MONTH;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/**
 * Adds up what groups, organisations and months carried, makes room for months to come, drops old
 * ones.
 */
@Repository
public class UsageRollup {

    private static final List<String> TABLES = List.of("usage_card", "usage_fleet");

    /** What reports and pages may have to wait for while a part comes or goes. */
    private static final String LOCK_PATIENCE = "2s";

    private static final int HOURS_AT_ONCE = 100;

    /** Rows of days that are added to their months in one transaction. */
    private static final int ROWS_AT_ONCE = 500_000;

    private static final int FORGOTTEN_AT_ONCE = 50_000;

    private static final String FORGET =
            """
            delete from {table}_month where ctid = any (array(
                select m.ctid from {table}_month m join usage_month u
                    on u.parent = ? and u.month = m.month and not u.hours_kept
                where u.month < ? limit ?))
            """;

    /** Of one hour: taken out and added to the group, its organisation and all above it. */
    private static final String HOUR =
            """
            with recursive taken as (
                delete from usage_told where hour = ?::timestamptz
                returning group_id, organisation_id, octets_in, octets_out, sessions
            ), groups as (
                select group_id, organisation_id, sum(octets_in) as octets_in, sum(octets_out) as octets_out,
                    sum(sessions) as sessions
                from taken group by group_id, organisation_id
            ), above (organisation_id, subject_id) as (
                select organisation_id, organisation_id from groups
                union
                select a.organisation_id, o.parent_id from above a
                join organisation o on o.id = a.subject_id where o.parent_id is not null
            ), shares as (
                select group_id as subject_id, octets_in, octets_out, sessions from groups
                union all
                select a.subject_id, g.octets_in, g.octets_out, g.sessions
                from groups g join above a on a.organisation_id = g.organisation_id
            ), added as (
                select subject_id, sum(octets_in)::bigint as octets_in, sum(octets_out)::bigint as octets_out,
                    sum(sessions)::integer as sessions
                from shares group by subject_id
            )
            insert into usage_fleet as u (subject_id, day, heard, octets_in, octets_out, sessions, hours_in,
                hours_out, hours_sessions)
            select subject_id, ?::date, 1 << {h}, octets_in, octets_out, sessions,
                array_fill(0::bigint, array[{h}]) || octets_in || array_fill(0::bigint, array[23 - {h}]),
                array_fill(0::bigint, array[{h}]) || octets_out || array_fill(0::bigint, array[23 - {h}]),
                array_fill(0, array[{h}]) || sessions || array_fill(0, array[23 - {h}])
            from added
            on conflict (subject_id, day) do update set
                heard = u.heard | (1 << {h}),
                octets_in = u.octets_in + excluded.octets_in,
                octets_out = u.octets_out + excluded.octets_out,
                sessions = u.sessions + excluded.sessions,
                hours_in[{h} + 1] = u.hours_in[{h} + 1] + excluded.octets_in,
                hours_out[{h} + 1] = u.hours_out[{h} + 1] + excluded.octets_out,
                hours_sessions[{h} + 1] = u.hours_sessions[{h} + 1] + excluded.sessions
            """;

    private final DSLContext dsl;

    UsageRollup(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * Adds up what was told since the last time; one node at a time does.
     *
     * @return how many rows of groups and organisations rose
     */
    public int addUp() {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            int rows = 0;
            if (alone(tx, "passerelle.usage")) {
                for (OffsetDateTime hour : told(tx)) {
                    rows += addUp(tx, hour.withOffsetSameInstant(ZoneOffset.UTC));
                }
            }
            return rows;
        });
    }

    private static List<OffsetDateTime> told(DSLContext tx) {
        return tx.resultQuery("select distinct hour from usage_told limit ?", HOURS_AT_ONCE)
                .fetch(0, OffsetDateTime.class);
    }

    private static int addUp(DSLContext tx, OffsetDateTime hour) {
        String sql = HOUR.replace("{h}", Integer.toString(hour.getHour()));
        return tx.execute(sql, hour, hour.toLocalDate());
    }

    /**
     * Makes the parts of the months between two days.
     *
     * @return how many were not there yet
     */
    public int makeParts(LocalDate since, LocalDate until) {
        return inTurn(tx -> {
            int made = 0;
            for (String table : TABLES) {
                made += number(tx, "select make_usage_parts(?, ?, ?)", table, since, until);
            }
            return made;
        });
    }

    /**
     * Takes the next step of adding up what a month carried that ended before a day; each is a
     * transaction of its own, of about a second, after which another node or another hour goes on.
     * What comes late for a month is added to it from its first step on.
     *
     * @return whether there was something to do; false, too, when another node does it
     */
    public boolean addUpMonths(LocalDate endedBefore) {
        return TABLES.stream()
                .anyMatch(table ->
                        dsl.transactionResult(transaction -> {
                            DSLContext tx = transaction.dsl();
                            tx.execute("set local lock_timeout = '" + LOCK_PATIENCE + "'");
                            return alone(tx, "passerelle.usage.months")
                                    && truth(
                                            tx,
                                            "select add_up_usage_month(?, ?, ?)",
                                            table,
                                            endedBefore,
                                            ROWS_AT_ONCE);
                        }));
    }

    /**
     * Drops the hours of the months that end before a day, as far as those are added up.
     *
     * @return how many parts went
     */
    public int dropHours(LocalDate before) {
        int parts = 0;
        for (String table : TABLES) {
            while (inTurn(tx -> truth(tx, "select drop_usage_hours(?, ?)", table, before))) {
                parts++;
            }
            inTurn(tx -> tx.execute("select add_up_late_usage(?, ?)", table, before));
        }
        Instant moves = before.atStartOfDay().toInstant(ZoneOffset.UTC);
        dsl.deleteFrom(SIM_MOVE).where(SIM_MOVE.MOVED_AT.lt(moves)).execute();
        return parts;
    }

    /**
     * Drops months whose hours are gone, some rows at a time.
     *
     * @return how many rows
     */
    public int dropMonths(LocalDate before) {
        int all = 0;
        for (String table : TABLES) {
            int rows;
            do {
                rows =
                        dsl.execute(
                                FORGET.replace("{table}", table), table, before, FORGOTTEN_AT_ONCE);
                all += rows;
            } while (rows > 0);
        }
        dsl.deleteFrom(USAGE_MONTH)
                .where(USAGE_MONTH.MONTH.lt(before))
                .andNot(USAGE_MONTH.HOURS_KEPT)
                .execute();
        return all;
    }

    private static boolean alone(DSLContext tx, String what) {
        return truth(tx, "select pg_try_advisory_xact_lock(hashtext(?))", what);
    }

    private static boolean truth(DSLContext tx, String sql, Object... values) {
        return Boolean.TRUE.equals(tx.resultQuery(sql, values).fetchOne(0, Boolean.class));
    }

    private static int number(DSLContext tx, String sql, Object... values) {
        Integer number = tx.resultQuery(sql, values).fetchOne(0, Integer.class);
        return number == null ? 0 : number;
    }

    /** Two nodes never at once: the second finds nothing left to do. */
    private <T> T inTurn(Function<DSLContext, T> work) {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            tx.execute("set local lock_timeout = '" + LOCK_PATIENCE + "'");
            tx.execute("select pg_advisory_xact_lock(hashtext('passerelle.history'))");
            return work.apply(tx);
        });
    }
}
