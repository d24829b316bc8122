package io.passerelle.usage.store;

import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.USAGE_MONTH;

import io.passerelle.foundation.Visible;
import io.passerelle.store.ListGate;
import io.passerelle.usage.Amount;
import io.passerelle.usage.CardAmount;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Which cards carried most. */
@Repository
public class TopCards {

    /**
     * Months that are added up have a row for each card and group; whole days have their sum; of
     * the first and the last only some hours count. Days are given one by one, so that the index is
     * asked for each of them and organisation. Only the cards that are shown are looked up; one
     * that is now somebody else's is nobody's business any more.
     */
    private static final String CARDS =
            """
            with days as (
                select u.sim_id, u.octets_in, u.octets_out, u.sessions
                from usage_card_month u where u.month = any (?::date[]) {whose}
                union all
                select u.sim_id, u.octets_in, u.octets_out, u.sessions
                from usage_card u where u.day = any (?::date[]) {whose}
                union all
                select u.sim_id, (select sum(x) from unnest(u.hours_in[e.since : e.upto]) x),
                    (select sum(x) from unnest(u.hours_out[e.since : e.upto]) x),
                    (select sum(x) from unnest(u.hours_sessions[e.since : e.upto]) x)
                from unnest(?::date[], ?::integer[], ?::integer[]) e (day, since, upto)
                join usage_card u on u.day = e.day {whose}
            ), cards as (
                select sim_id, sum(octets_in)::bigint as octets_in, sum(octets_out)::bigint as octets_out,
                    sum(sessions)::bigint as sessions
                from days group by sim_id
            )
            select c.octets_in, c.octets_out, c.sessions, sim.id, sim.iccid, sim.label,
                sim.organisation_id, sim.group_id
            from (select * from cards where octets_in + octets_out > ?
                order by octets_in + octets_out desc) c
            cross join lateral (select * from sim where sim.id = c.sim_id {now} offset 0) sim
            order by c.octets_in + c.octets_out desc, sim.iccid
            limit ?
            """;

    private static final int HOURS = 24;

    private final DSLContext dsl;
    private final ListGate gate;

    TopCards(DSLContext dsl) {
        this.gate = ListGate.of(dsl);
        this.dsl = gate.limited(dsl);
    }

    /**
     * The cards that carried more than so much, most first.
     *
     * @param from a whole hour
     * @param until a whole hour, later
     * @param group only what was carried in it; null for all
     * @param visible only what was carried for these organisations, by cards that still are theirs
     * @param above bytes both ways
     * @param limit how many at the most
     * @throws io.passerelle.foundation.NotNow when it takes longer than a list may, or too many are
     *     read
     */
    public List<CardAmount> above(
            Instant from,
            Instant until,
            @Nullable UUID group,
            Visible visible,
            long above,
            int limit) {
        List<Object> whose = new ArrayList<>();
        String condition = "";
        List<Object> now = new ArrayList<>();
        String mine = "";
        if (visible instanceof Visible.Organisations(Set<UUID> ids)) {
            UUID[] organisations = ids.toArray(UUID[]::new);
            condition += "and u.organisation_id = any (?::uuid[]) ";
            whose.add(organisations);
            mine = "and sim.organisation_id = any (?::uuid[])";
            now.add(organisations);
        }
        if (group != null) {
            condition += "and u.group_id = ?::uuid";
            whose.add(group);
        }
        String sql = CARDS.replace("{whose}", condition).replace("{now}", mine);
        return gate.page(() ->
                OneMoment.read(
                        dsl,
                        tx -> {
                            Object[] values =
                                    values(
                                            Days.between(from, until, addedUp(tx)),
                                            whose,
                                            now,
                                            above,
                                            limit);
                            return tx.resultQuery(sql, values).fetch(TopCards::card);
                        }));
    }

    /** The months of which every day is in the counters of months. */
    private static Set<LocalDate> addedUp(DSLContext tx) {
        return tx.select(USAGE_MONTH.MONTH)
                .from(USAGE_MONTH)
                .where(USAGE_MONTH.PARENT.eq("usage_card"))
                .and("{0} >= {1} + interval '1 month'", USAGE_MONTH.ADDED_BEFORE, USAGE_MONTH.MONTH)
                .fetchSet(USAGE_MONTH.MONTH);
    }

    private static Object[] values(
            Days days, List<Object> whose, List<Object> now, long above, int limit) {
        List<Object> values = new ArrayList<>();
        values.add(days.wholeMonths());
        values.addAll(whose);
        values.add(days.whole());
        values.addAll(whose);
        values.add(days.edges());
        values.add(days.since());
        values.add(days.upto());
        values.addAll(whose);
        values.add(above);
        values.addAll(now);
        values.add(limit);
        return values.toArray();
    }

    private static CardAmount card(Record row) {
        return new CardAmount(
                row.get(SIM.ID.getName(), UUID.class),
                row.get(SIM.ICCID.getName(), String.class),
                row.get(SIM.LABEL.getName(), String.class),
                row.get(SIM.ORGANISATION_ID.getName(), UUID.class),
                row.get(SIM.GROUP_ID.getName(), UUID.class),
                new Amount(
                        row.get("octets_in", Long.class),
                        row.get("octets_out", Long.class),
                        row.get("sessions", Long.class)));
    }

    /** Months, whole days, and days of which some hours count: places 1 to 24 in the arrays. */
    private record Days(
            List<LocalDate> months,
            List<LocalDate> all,
            List<LocalDate> parts,
            List<Integer> first,
            List<Integer> last) {

        static Days between(Instant from, Instant until, Set<LocalDate> addedUp) {
            var days =
                    new Days(
                            new ArrayList<>(),
                            new ArrayList<>(),
                            new ArrayList<>(),
                            new ArrayList<>(),
                            new ArrayList<>());
            LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
            while (startOf(day).isBefore(until)) {
                LocalDate following = day.plusMonths(1);
                if (addedUp.contains(day)
                        && !startOf(day).isBefore(from)
                        && !startOf(following).isAfter(until)) {
                    days.months.add(day);
                    day = following;
                } else {
                    days.add(day, from, until);
                    day = day.plusDays(1);
                }
            }
            return days;
        }

        private void add(LocalDate day, Instant from, Instant until) {
            int since = startOf(day).isBefore(from) ? hourOf(from) + 1 : 1;
            int upto = startOf(day.plusDays(1)).isAfter(until) ? hourOf(until) : HOURS;
            if (since == 1 && upto == HOURS) {
                all.add(day);
            } else {
                parts.add(day);
                first.add(since);
                last.add(upto);
            }
        }

        LocalDate[] wholeMonths() {
            return months.toArray(LocalDate[]::new);
        }

        LocalDate[] whole() {
            return all.toArray(LocalDate[]::new);
        }

        LocalDate[] edges() {
            return parts.toArray(LocalDate[]::new);
        }

        Integer[] since() {
            return first.toArray(Integer[]::new);
        }

        Integer[] upto() {
            return last.toArray(Integer[]::new);
        }

        private static Instant startOf(LocalDate day) {
            return day.atStartOfDay().toInstant(ZoneOffset.UTC);
        }

        private static int hourOf(Instant at) {
            return at.atOffset(ZoneOffset.UTC).getHour();
        }
    }
}
