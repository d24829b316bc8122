package io.passerelle.usage.store;

import static io.passerelle.store.db.Tables.SIM_MOVE;
import static io.passerelle.store.db.Tables.USAGE_CARD_MONTH;
import static io.passerelle.store.db.Tables.USAGE_FLEET_MONTH;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Adds up what groups and organisations carried, makes room for months to come, drops old ones. */
@Repository
public class UsageRollup {

    private static final List<String> TABLES = List.of("usage_card", "usage_fleet");

    /** What reports and pages may have to wait for while a part comes or goes. */
    private static final String LOCK_PATIENCE = "2s";

    private static final int HOURS_AT_ONCE = 100;

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
            Boolean alone =
                    tx.resultQuery("select pg_try_advisory_xact_lock(hashtext('passerelle.usage'))")
                            .fetchOne(0, Boolean.class);
            int rows = 0;
            if (Boolean.TRUE.equals(alone)) {
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
     * Adds up the months that end before a day, and drops their hours.
     *
     * @return how many parts went
     */
    public int dropHours(LocalDate before) {
        int parts = 0;
        for (String table : TABLES) {
            int folded;
            do {
                folded = inTurn(tx -> number(tx, "select fold_usage(?, ?)", table, before));
                parts += folded;
            } while (folded > 0);
        }
        Instant moves = before.atStartOfDay().toInstant(ZoneOffset.UTC);
        dsl.deleteFrom(SIM_MOVE).where(SIM_MOVE.MOVED_AT.lt(moves)).execute();
        return parts;
    }

    /**
     * Drops months.
     *
     * @return how many rows
     */
    public int dropMonths(LocalDate before) {
        return dsl.deleteFrom(USAGE_CARD_MONTH).where(USAGE_CARD_MONTH.MONTH.lt(before)).execute()
                + dsl.deleteFrom(USAGE_FLEET_MONTH)
                        .where(USAGE_FLEET_MONTH.MONTH.lt(before))
                        .execute();
    }

    private static int number(DSLContext tx, String sql, Object... values) {
        Integer number = tx.resultQuery(sql, values).fetchOne(0, Integer.class);
        return number == null ? 0 : number;
    }

    /** Two nodes never at once: the second finds nothing left to do. */
    private int inTurn(ToIntFunction<DSLContext> work) {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            tx.execute("set local lock_timeout = '" + LOCK_PATIENCE + "'");
            tx.execute("select pg_advisory_xact_lock(hashtext('passerelle.history'))");
            return work.applyAsInt(tx);
        });
    }
}
