package io.passerelle.alerts.store;

import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.USAGE_MONTH;

import io.passerelle.alerts.AlertKind;
import io.passerelle.alerts.AlertRule;
import io.passerelle.alerts.Finding;
import io.passerelle.alerts.Period;
import io.passerelle.foundation.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Repository;

/**
 * What rules look for, all cards of a rule in one statement. Bytes are looked at as they stand: a
 * counter that is above what is allowed is found whenever the look comes. Sessions, refusals and
 * devices are looked at since a moment, every one of them with the window that ends at it: a burst
 * between two looks is found, too. What is told already is left out.
 */
@Repository
public class Conditions {

    /**
     * {0} whose cards, {1} not told, {2} threshold, {3} limit, {4} first day, {5} behind the last,
     * {6} name.
     */
    private static final String MONTH_BYTES =
            """
            select sim.id, sim.iccid as name, sim.organisation_id, {6}::text as episode,
                a.month_bytes as value
            from sim join sim_activity a on a.sim_id = sim.id
            where a.month = {4} and a.month_bytes > {2} and {0} and {1}
            limit {3}
            """;

    private static final String DAY_BYTES = MONTH_BYTES.replace("a.month", "a.day");

    /**
     * A card's counters are of one day and month: those before are gone once it is heard anew. A
     * day carries no more than its month. Added up apart: planned for the few that are wanted at
     * the most, each of a million cards was looked up by itself.
     */
    private static final String BEFORE =
            """
            with carried as materialized (
                select u.sim_id, sum(u.octets_in + u.octets_out)::bigint as value
                from usage_card u join sim on sim.id = u.sim_id join sim_activity a on a.sim_id = u.sim_id
                where u.day >= {4} and u.day < {5} and {0}
                    and (a.month_bytes > {2} or a.month <> date_trunc('month', {4})::date)
                group by u.sim_id having sum(u.octets_in + u.octets_out) > {2}
            )
            select sim.id, sim.iccid as name, sim.organisation_id, {6}::text as episode, c.value
            from carried c join sim on sim.id = c.sim_id where {1} limit {3}
            """;

    /** The same, once the month is added up. */
    private static final String BEFORE_ADDED_UP =
            BEFORE.replace("usage_card u", "usage_card_month u")
                    .replace("u.day >= {4} and u.day < {5}", "u.month = {4}");

    /** {0} the subject's name and owner, {7} its reports that are not added up yet. */
    private static final String TOTAL =
            """
            select * from (
                select s.id, s.name, s.organisation_id, {6}::text as episode,
                    (coalesce((select sum(u.octets_in + u.octets_out) from usage_fleet u
                        where u.subject_id = s.id and u.day >= {4} and u.day < {5}), 0)
                    + coalesce((select sum(t.octets_in + t.octets_out) from usage_told t
                        where t.hour >= {4}::timestamp at time zone 'UTC'
                            and t.hour < {5}::timestamp at time zone 'UTC' and {7}), 0))::bigint as value
                from ({0}) s where {1}) total
            where value > {2} limit {3}
            """;

    /** The same on every node, in whatever time zone it runs. */
    private static final String HEARD =
            "to_char(a.last_radius_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

    /** {4} heard before, {5} now. */
    private static final String SILENCE =
            """
            select sim.id, sim.iccid as name, sim.organisation_id, {heard} as episode,
                (extract(epoch from {5} - a.last_radius_at) / 3600)::bigint as value
            from sim join sim_activity a on a.sim_id = sim.id
            where a.last_radius_at < {4} and sim.status = 'ACTIVE' and {0} and {1} limit {3}
            """
                    .replace("{heard}", HEARD);

    /**
     * {4} since, {5} the window, {6} now. Only cards of which something came since then can have
     * more than before; what was told and calmed down is not counted again as something new.
     */
    private static final String COUNTED =
            """
            select sim.id, sim.iccid as name, sim.organisation_id, {6}::text as episode, max(c.most) as value
            from (
                select e.sim_id, {at} as at, count(*) over (partition by e.sim_id order by {at}
                    range between {5} preceding and current row) as most
                from {event} and e.sim_id in (select e.sim_id from {fresh})
            ) c join sim on sim.id = c.sim_id
            where c.at >= {4} and c.most > {2} and {0} and {1} and c.at > coalesce((
                select max(x.ended_at) from alert x where x.rule_id = {7} and x.subject_id = sim.id and {10}), '-infinity')
            group by sim.id limit {3}
            """;

    private static final String SESSIONS =
            COUNTED.replace("{at}", "e.started_at")
                    .replace("{event}", "session e where e.started_at >= {4} - {5}")
                    .replace(
                            "{fresh}",
                            "session e join sim on sim.id = e.sim_id where e.started_at >= {4} and"
                                    + " {0}");

    private static final String REFUSALS =
            COUNTED.replace("{at}", "e.at")
                    .replace(
                            "{event}",
                            "authentication e where e.id >= {8} and e.at >= {4} - {5} and not"
                                    + " e.accepted")
                    .replace(
                            "{fresh}",
                            "authentication e join sim on sim.id = e.sim_id where e.id >= {9}"
                                    + " and e.at >= {4} and not e.accepted and {0}");

    /** {4} since. The first 14 digits are the device's, the rest is its software's. */
    private static final String NEW_DEVICE =
            """
            select sim.id, sim.iccid as name, sim.organisation_id,
                left(e.imeisv, 14) || ' ' || e.id as episode, 0::bigint as value
            from session e join sim on sim.id = e.sim_id
            cross join lateral (
                select left(p.imeisv, 14) as imei from session p
                where p.sim_id = e.sim_id and p.imeisv <> '' and p.started_at < e.started_at
                order by p.started_at desc limit 1) before
            where e.started_at >= {4} and e.imeisv <> '' and left(e.imeisv, 14) <> before.imei
                and {0} and {1} limit {3}
            """;

    private static final Condition LASTING = DSL.condition("x.ended_at is null");
    private static final Condition SAME_SILENCE = DSL.condition("x.episode = " + HEARD);
    private static final Condition SAME_DEVICE =
            DSL.condition("x.episode = left(e.imeisv, 14) || ' ' || e.id");

    private final DSLContext dsl;

    Conditions(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Nothing in the caller's transaction takes longer. */
    public void bound(Duration statement) {
        dsl.execute("set local statement_timeout = " + statement.toMillis());
    }

    /**
     * What a rule applies to and nobody was told of yet; of bytes, those of this day or month.
     *
     * @param organisations the organisation of the rule's scope and all below it
     * @param from what happened before was looked at
     * @param limit how many at the most
     */
    public List<Finding> find(
            AlertRule rule, Set<UUID> organisations, Instant from, Instant now, int limit) {
        return switch (rule.kind()) {
            case DAY_BYTES, MONTH_BYTES, TOTAL_DAY_BYTES, TOTAL_MONTH_BYTES ->
                    find(
                            rule,
                            organisations,
                            Period.between(rule.kind(), now, now).getLast(),
                            limit);
            case SILENCE ->
                    cards(
                            SILENCE,
                            false,
                            scope(rule, organisations),
                            untold(rule, LASTING.or(SAME_SILENCE.and(asNow(rule))), "sim.id"),
                            DSL.val(rule.threshold()),
                            DSL.val(limit),
                            moment(now.minus(Duration.ofHours(rule.threshold()))),
                            moment(now));
            case SESSIONS, REFUSALS -> counted(rule, organisations, from, now, limit);
            case NEW_DEVICE ->
                    cards(
                            NEW_DEVICE,
                            true,
                            scope(rule, organisations),
                            untold(rule, LASTING.or(SAME_DEVICE.and(asNow(rule))), "sim.id"),
                            DSL.val(rule.threshold()),
                            DSL.val(limit),
                            moment(from));
        };
    }

    /** Whether what cards carried in a past month is added up, and can be looked at quickly. */
    public boolean isAddedUp(Period month) {
        return dsl.fetchExists(
                DSL.selectOne()
                        .from(USAGE_MONTH)
                        .where(USAGE_MONTH.PARENT.eq("usage_card"))
                        .and(USAGE_MONTH.MONTH.eq(month.first()))
                        .and(USAGE_MONTH.ADDED_BEFORE.ge(month.behind())));
    }

    /** What a rule of bytes applies to in a day or month and nobody was told of yet. */
    public List<Finding> find(AlertRule rule, Set<UUID> organisations, Period period, int limit) {
        boolean total = rule.kind().isTotal();
        String sql =
                switch (rule.kind()) {
                    case DAY_BYTES -> period.over() ? BEFORE : DAY_BYTES;
                    case MONTH_BYTES -> period.over() ? monthBefore(period) : MONTH_BYTES;
                    default -> TOTAL;
                };
        Condition told = DSL.condition("x.episode = {0}", DSL.val(period.name())).and(asNow(rule));
        Condition lasting = period.over() ? told : told.or(LASTING);
        return cards(
                sql,
                period.over(),
                total ? subject(rule) : scope(rule, organisations),
                untold(rule, lasting, total ? "s.id" : "sim.id"),
                DSL.val(rule.threshold()),
                DSL.val(limit),
                day(period.first()),
                day(period.behind()),
                DSL.val(period.name()),
                total ? notAddedUp(rule, organisations) : DSL.noCondition());
    }

    private String monthBefore(Period month) {
        return isAddedUp(month) ? BEFORE_ADDED_UP : BEFORE;
    }

    private List<Finding> counted(
            AlertRule rule, Set<UUID> organisations, Instant from, Instant now, int limit) {
        Duration window = Duration.ofMinutes(rule.windowMinutes());
        return cards(
                rule.kind() == AlertKind.SESSIONS ? SESSIONS : REFUSALS,
                false,
                scope(rule, organisations),
                untold(rule, LASTING, "sim.id"),
                DSL.val(rule.threshold()),
                DSL.val(limit),
                moment(from),
                DSL.field("make_interval(mins => {0})", DSL.val(rule.windowMinutes())),
                moment(now),
                DSL.val(rule.id()),
                DSL.val(Ids.firstOf(from.minus(window))),
                DSL.val(Ids.firstOf(from)),
                asNow(rule));
    }

    private List<Finding> cards(String sql, boolean over, QueryPart... parts) {
        return dsl.resultQuery(sql, parts)
                .fetch(row ->
                        new Finding(
                                row.get("id", UUID.class),
                                row.get("name", String.class),
                                row.get("organisation_id", UUID.class),
                                row.get("episode", String.class),
                                row.get("value", Long.class),
                                over));
    }

    private static Condition scope(AlertRule rule, Set<UUID> organisations) {
        return switch (rule.scope()) {
            case ORGANISATION ->
                    DSL.condition(
                            "sim.organisation_id = any ({0})",
                            DSL.val(organisations.toArray(UUID[]::new)));
            case GROUP -> SIM.GROUP_ID.eq(rule.scopeId());
            case SIM -> SIM.ID.eq(rule.scopeId());
        };
    }

    private static QueryPart subject(AlertRule rule) {
        String owner =
                rule.scope() == AlertRule.Scope.GROUP
                        ? "select g.id, g.name, g.organisation_id from sim_group g where g.id = {0}"
                        : "select o.id, o.name, o.id as organisation_id from organisation o"
                                + " where o.id = {0}";
        return DSL.sql(owner, DSL.val(rule.scopeId()));
    }

    private static Condition notAddedUp(AlertRule rule, Set<UUID> organisations) {
        return rule.scope() == AlertRule.Scope.GROUP
                ? DSL.condition("t.group_id = {0}", DSL.val(rule.scopeId()))
                : DSL.condition(
                        "t.organisation_id = any ({0})",
                        DSL.val(organisations.toArray(UUID[]::new)));
    }

    /** What a rule asked for before somebody changed it does not count. */
    private static Condition asNow(AlertRule rule) {
        return DSL.condition(
                "x.question = (select r.question from alert_rule r where r.id = {0})",
                DSL.val(rule.id()));
    }

    /**
     * Nobody is told twice of the same period, silence or device, or while it lasts. An alert that
     * could not be added for another must be left out here: it would be found for ever.
     */
    private static Condition untold(AlertRule rule, Condition told, String subject) {
        Condition open =
                rule.byHand()
                        ? DSL.condition("x.state <> 'CLOSED'").and(asNow(rule))
                        : DSL.falseCondition();
        return DSL.condition(
                "not exists (select from alert x where x.rule_id = {0} and x.subject_id = {1}"
                        + " and ({2} or {3}))",
                DSL.val(rule.id()), DSL.sql(subject), told, open);
    }

    private static Field<?> moment(Instant at) {
        return DSL.val(at.atOffset(ZoneOffset.UTC), SQLDataType.TIMESTAMPWITHTIMEZONE);
    }

    private static Field<?> day(LocalDate day) {
        return DSL.field("{0}::date", LocalDate.class, DSL.val(day));
    }
}
