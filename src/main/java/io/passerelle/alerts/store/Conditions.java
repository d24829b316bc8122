package io.passerelle.alerts.store;

import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.alerts.AlertRule;
import io.passerelle.alerts.Finding;
import io.passerelle.foundation.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
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
 * What rules look for, all cards of a rule in one statement. Cards that were not heard of since the
 * last look have no new bytes; cards an alert is about already are left out.
 */
@Repository
public class Conditions {

    /** Reports are written some time after they happened. */
    private static final Duration LATE = Duration.ofMinutes(2);

    /** How long a session may be told after it began. */
    private static final Duration SESSION_LATE = Duration.ofHours(1);

    /** {0} whose cards, {1} since, {2} day, {3} threshold, {4} not told, {5} limit. */
    private static final String DAY_BYTES =
            """
            select sim.id, sim.iccid, sim.organisation_id, {2}::text as episode,
                sum(u.octets_in + u.octets_out)::bigint as value
            from sim join sim_activity a on a.sim_id = sim.id and a.last_radius_at >= {1}
            join usage_card u on u.sim_id = sim.id and u.day = {2}
            where {0} and {4}
            group by sim.id having sum(u.octets_in + u.octets_out) > {3} limit {5}
            """;

    private static final String MONTH_BYTES =
            """
            select sim.id, sim.iccid, sim.organisation_id, to_char({2}, 'YYYY-MM') as episode,
                a.month_bytes as value
            from sim join sim_activity a on a.sim_id = sim.id
            where a.last_radius_at >= {1} and a.month = {2} and a.month_bytes > {3} and {0} and {4}
            limit {5}
            """;

    /** {0} whose cards, {1} heard before, {2} now, {4} not told, {5} limit. */
    private static final String SILENCE =
            """
            select sim.id, sim.iccid, sim.organisation_id, a.last_radius_at::text as episode,
                (extract(epoch from {2} - a.last_radius_at) / 3600)::bigint as value
            from sim join sim_activity a on a.sim_id = sim.id
            where a.last_radius_at < {1} and sim.status = 'ACTIVE' and {0} and {4} limit {5}
            """;

    /** {1} begin of the window, {2} its first identifier, {6} now. */
    private static final String SESSIONS =
            """
            select sim.id, sim.iccid, sim.organisation_id, {6}::text as episode, count(*) as value
            from session e join sim on sim.id = e.sim_id
            where e.started_at >= {1} and {0} and {4}
            group by sim.id having count(*) > {3} limit {5}
            """;

    private static final String REFUSALS =
            """
            select sim.id, sim.iccid, sim.organisation_id, {6}::text as episode, count(*) as value
            from authentication e join sim on sim.id = e.sim_id
            where e.id >= {2} and e.at >= {1} and not e.accepted and {0} and {4}
            group by sim.id having count(*) > {3} limit {5}
            """;

    /** {1} since. The first 14 digits are the device's, the rest is its software's. */
    private static final String NEW_DEVICE =
            """
            select sim.id, sim.iccid, sim.organisation_id,
                left(e.imeisv, 14) || ' ' || e.id as episode, 0::bigint as value
            from session e join sim on sim.id = e.sim_id
            cross join lateral (
                select left(p.imeisv, 14) as imei from session p
                where p.sim_id = e.sim_id and p.imeisv <> '' and p.started_at < e.started_at
                order by p.started_at desc limit 1) before
            where e.started_at >= {1} and e.imeisv <> '' and left(e.imeisv, 14) <> before.imei
                and {0} and {4} limit {5}
            """;

    private final DSLContext dsl;

    Conditions(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * The cards to which a rule applies and of which nobody was told yet.
     *
     * @param organisations the organisation of the rule's scope and all below it
     * @param limit how many at the most
     */
    public List<Finding> find(AlertRule rule, Set<UUID> organisations, Instant now, int limit) {
        Instant begin =
                rule.kind().hasWindow()
                        ? now.minus(Duration.ofMinutes(rule.windowMinutes()))
                        : since(rule);
        String sql =
                switch (rule.kind()) {
                    case DAY_BYTES -> DAY_BYTES;
                    case MONTH_BYTES -> MONTH_BYTES;
                    case SILENCE -> SILENCE;
                    case SESSIONS -> SESSIONS;
                    case REFUSALS -> REFUSALS;
                    case NEW_DEVICE -> NEW_DEVICE;
                };
        QueryPart[] parts = {
            scope(rule, organisations),
            switch (rule.kind()) {
                case SILENCE -> moment(now.minus(Duration.ofHours(rule.threshold())));
                default -> moment(begin);
            },
            switch (rule.kind()) {
                case DAY_BYTES -> day(now);
                case MONTH_BYTES -> month(now);
                case SILENCE -> moment(now);
                default -> DSL.val(Ids.firstOf(begin));
            },
            DSL.val(rule.threshold()),
            untold(rule, now),
            DSL.val(limit),
            moment(now)
        };
        return dsl.resultQuery(sql, parts)
                .fetch(row ->
                        new Finding(
                                row.get("id", UUID.class),
                                row.get("iccid", String.class),
                                row.get("organisation_id", UUID.class),
                                row.get("episode", String.class),
                                row.get("value", Long.class)));
    }

    private static Instant since(AlertRule rule) {
        Instant before = rule.evaluatedAt();
        return switch (rule.kind()) {
            case NEW_DEVICE -> (before == null ? rule.createdAt() : before).minus(SESSION_LATE);
            default -> before == null ? Instant.EPOCH : before.minus(LATE);
        };
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

    /** Nobody is told twice of the same period or device, or while it lasts. */
    private static Condition untold(AlertRule rule, Instant now) {
        String episode =
                switch (rule.kind()) {
                    case DAY_BYTES -> LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
                    case MONTH_BYTES -> YearMonth.from(now.atOffset(ZoneOffset.UTC)).toString();
                    case SILENCE, SESSIONS, REFUSALS -> "";
                    case NEW_DEVICE -> "device";
                };
        Condition same =
                rule.kind() == io.passerelle.alerts.AlertKind.NEW_DEVICE
                        ? DSL.condition("x.episode = left(e.imeisv, 14) || ' ' || e.id")
                        : DSL.condition("x.episode = {0}", DSL.val(episode));
        Condition open =
                rule.byHand() ? DSL.condition("x.state <> 'CLOSED'") : DSL.falseCondition();
        return DSL.condition(
                "not exists (select from alert x where x.rule_id = {0} and x.sim_id = sim.id"
                        + " and (x.ended_at is null or {1} or {2}))",
                DSL.val(rule.id()), same, open);
    }

    private static Field<?> moment(Instant at) {
        return DSL.val(at.atOffset(ZoneOffset.UTC), SQLDataType.TIMESTAMPWITHTIMEZONE);
    }

    private static Field<?> day(Instant now) {
        return DSL.field(
                "{0}::date", LocalDate.class, DSL.val(LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }

    private static Field<?> month(Instant now) {
        return DSL.field(
                "{0}::date",
                LocalDate.class,
                DSL.val(LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1)));
    }
}
