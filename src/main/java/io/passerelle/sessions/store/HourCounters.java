package io.passerelle.sessions.store;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of {@link SessionWriter}'s statement that raises the counters of an hour (M2M-10), by
 * what {@code grown} says that sessions grew; {@code about} names day and hour. It belongs to that
 * statement and not to a second one: counting costs no further round trip, and cannot be forgotten
 * or done twice. See docs/decisions/2026-11-21-exact-hours.md.
 */
final class HourCounters {

    private static final int HOURS = 24;

    /**
     * {@code placed}: the group a card was in when it was reported, which is not where it is now if
     * it moved since. A card's hour is raised in place; a report that adds nothing only notes that
     * the hour was heard of, once. Nobody else writes the card meanwhile, because it is held: an
     * update, and an insert of what is not there, are cheaper than an insert with a conflict; what
     * adds something and was not raised is not there, so that nothing is looked for twice. Moves
     * are looked for only when there was one since the hour began. The day stands in the text, so
     * that the plan knows its part of the table. Groups get one row for a whole batch, see {@code
     * usage_told}.
     */
    private static final String SQL =
            """
            placed as (
                select g.sim_id, g.octets_in, g.octets_out, g.sessions,
                    coalesce(m.group_id, g.group_id) as group_id,
                    coalesce(m.organisation_id, g.organisation_id) as organisation_id
                from about cross join grown g
                left join lateral (
                    select group_id, organisation_id from sim_move
                    where (select max(moved_at) from sim_move) >= about.hour
                        and sim_id = g.sim_id
                        and moved_at >= least(g.last_at, about.hour + interval '1 hour')
                    order by moved_at limit 1) m on true
            ), raised as (
                update usage_card u set
                    heard = u.heard | {bit},
                    octets_in = u.octets_in + p.octets_in,
                    octets_out = u.octets_out + p.octets_out,
                    sessions = u.sessions + p.sessions,
                    hours_in[{place}] = u.hours_in[{place}] + p.octets_in,
                    hours_out[{place}] = u.hours_out[{place}] + p.octets_out,
                    hours_sessions[{place}] = u.hours_sessions[{place}] + p.sessions
                from placed p
                where u.sim_id = p.sim_id and u.day = {day} and u.group_id = p.group_id
                    and (u.heard & {bit} = 0 or p.octets_in + p.octets_out + p.sessions > 0)
                returning u.sim_id
            ), begun as (
                insert into usage_card (sim_id, day, group_id, organisation_id, heard, octets_in,
                    octets_out, sessions, hours_in, hours_out, hours_sessions)
                select sim_id, {day}, group_id, organisation_id, {bit}, octets_in, octets_out, sessions,
                    array_fill(0::bigint, array[{before}]) || octets_in || array_fill(0::bigint, array[{after}]),
                    array_fill(0::bigint, array[{before}]) || octets_out || array_fill(0::bigint, array[{after}]),
                    array_fill(0, array[{before}]) || sessions || array_fill(0, array[{after}])
                from placed p
                where not exists (select from raised r where r.sim_id = p.sim_id)
                    and (p.octets_in + p.octets_out + p.sessions > 0 or not exists (select from usage_card u
                        where u.sim_id = p.sim_id and u.day = {day} and u.group_id = p.group_id))
            ), told as (
                insert into usage_told (group_id, organisation_id, hour, octets_in, octets_out, sessions)
                select group_id, organisation_id, hour, sum(octets_in), sum(octets_out), sum(sessions)
                from placed, about group by group_id, organisation_id, hour
            )
            """;

    private HourCounters() {}

    /**
     * What {@code statement} is for each hour of the day, but for <code>{day}</code>: few texts, so
     * that each is prepared once.
     *
     * @param statement has <code>{hours}</code> where the counters go
     */
    static List<String> inEachHour(String statement) {
        return IntStream.range(0, HOURS)
                .mapToObj(hour -> statement.replace("{hours}", sql(hour)))
                .toList();
    }

    /** The text of one hour for one day. */
    static String onDay(String statement, LocalDate day) {
        return statement.replace("{day}", "date '" + day + "'");
    }

    private static String sql(int hour) {
        return SQL.strip()
                .replace("{bit}", Integer.toString(1 << hour))
                .replace("{place}", Integer.toString(hour + 1))
                .replace("{before}", Integer.toString(hour))
                .replace("{after}", Integer.toString(HOURS - 1 - hour));
    }
}
