package io.passerelle.sessions.store;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/**
 * Puts right what cards' rows tell of a time that has not come: written while the database's clock
 * was ahead itself, so that nothing held it against. What a card carried on this day and in this
 * month is added up anew from its hours; when it was heard is not known any better than "by now".
 */
@Repository
public class MisdatedCards {

    /** In one transaction: reports of these cards wait for it. */
    private static final int AT_ONCE = 2_000;

    private static final String AHEAD =
            """
            (a.last_radius_at > now() + {ahead}
                or a.day > ((now() + {ahead}) at time zone 'UTC')::date
                or a.month > ((now() + {ahead}) at time zone 'UTC')::date)
            """
                    .replace("{ahead}", NotAhead.INTERVAL);

    private static final String FIND =
            "select a.sim_id from sim_activity a where " + AHEAD + " limit ?";

    private static final String HOLD =
            """
            select count(*) from (select from sim_activity where sim_id = any (?)
                order by sim_id for no key update) held
            """;

    /** The day and the month are expressions of their own, so that only their parts are read. */
    private static final String CARDS =
            """
            update sim_activity a set
                last_radius_at = least(a.last_radius_at, now()),
                day_bytes = case when a.day <= {today} then a.day_bytes else coalesce((
                    select sum(u.octets_in + u.octets_out) from usage_card u
                    where u.sim_id = a.sim_id and u.day = {today}), 0)::bigint end,
                day = least(a.day, {today}),
                month_bytes = case when a.month <= {month} then a.month_bytes else coalesce((
                    select sum(u.octets_in + u.octets_out) from usage_card u
                    where u.sim_id = a.sim_id and u.day >= {month}
                        and u.day < ({month} + interval '1 month')::date), 0)::bigint end,
                month = least(a.month, {month})
            where a.sim_id = any (?) and {ahead}
            """
                    .replace("{ahead}", AHEAD)
                    .replace("{today}", "(now() at time zone 'UTC')::date")
                    .replace("{month}", "date_trunc('month', now() at time zone 'UTC')::date");

    private static final String SESSIONS =
            """
            update session s set started_at = least(s.started_at, now()),
                last_at = least(s.last_at, now()), ended_at = least(s.ended_at, now())
            where s.sim_id = any (?)
                and greatest(s.started_at, s.last_at, s.ended_at) > now() + {ahead}
            """
                    .replace("{ahead}", NotAhead.INTERVAL);

    private final DSLContext dsl;

    MisdatedCards(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * Puts some of them right.
     *
     * @return how many there were; 0 when none is left
     */
    public int repairSome() {
        List<UUID> found = dsl.resultQuery(FIND, AT_ONCE).fetch(0, UUID.class);
        if (!found.isEmpty()) {
            repair(found.toArray(UUID[]::new));
        }
        return found.size();
    }

    /** In the order in which reports lock: cards by their ids, then sessions. */
    private void repair(UUID[] cards) {
        dsl.transaction(transaction -> {
            DSLContext tx = transaction.dsl();
            tx.fetch(HOLD, (Object) cards);
            tx.execute(CARDS, (Object) cards);
            tx.execute(SESSIONS, (Object) cards);
        });
    }
}
