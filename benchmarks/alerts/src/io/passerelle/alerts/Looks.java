package io.passerelle.alerts;

import io.passerelle.accounts.Viewer;
import io.passerelle.benchmarks.scale.Measured;
import io.passerelle.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/**
 * Looks at rules of every kind, one after the other, at the moment the data were made at. Stands
 * beside what looks, which nobody else can ask to.
 */
public final class Looks {

    private static final double LIMIT = AlertEvaluation.STATEMENT.toMillis();
    private static final long NEVER = 1_000_000_000_000L;
    private static final int[] WINDOWS = {60, 1_440, 44_640};
    private static final int SILENT_HOURS = 240;
    private static final int TOLD = 200_000;

    private final Measured measured;
    private final Viewer viewer;
    private final DSLContext dsl;
    private final AlertRules rules;
    private final AlertEvaluation evaluation;
    private final UUID customer;
    private final UUID group;
    private final UUID card;
    private Instant now;

    public Looks(ApplicationContext context, Measured measured, Viewer viewer) {
        this.measured = measured;
        this.viewer = viewer;
        this.dsl = context.getBean(DSLContext.class);
        this.rules = context.getBean(AlertRules.class);
        this.evaluation = context.getBean(AlertEvaluation.class);
        this.customer = id("select id from organisation where name = 'Customer 001'");
        this.group =
                id(
                        "select id from sim_group where is_default and organisation_id = '"
                                + customer
                                + "'");
        this.card =
                id("select id from sim where group_id = '" + group + "' order by iccid limit 1");
        this.now =
                dsl.resultQuery("select max(last_radius_at) from sim_activity")
                        .fetchSingle(0, Instant.class)
                        .plusSeconds(1);
        dsl.execute("delete from alert_rule");
        dsl.execute("truncate alert");
    }

    private UUID id(String sql) {
        return dsl.resultQuery(sql).fetchSingle(0, UUID.class);
    }

    /** A look that finds nothing, as most do: of all cards, a tenth, a hundredth, and one. */
    public void look() throws Exception {
        for (AlertKind kind : AlertKind.values()) {
            for (int window : kind.hasWindow() ? WINDOWS : new int[] {0}) {
                ofAll(kind, window);
            }
        }
        find(AlertKind.DAY_BYTES, 0, 1);
        find(AlertKind.MONTH_BYTES, 0, 1);
        find(AlertKind.SILENCE, 0, SILENT_HOURS);
        find(AlertKind.REFUSALS, WINDOWS[2], 1);
        find(AlertKind.SESSIONS, WINDOWS[2], 2);
        over(AlertKind.DAY_BYTES, 1, "and the day before");
        over(AlertKind.MONTH_BYTES, 31, "and the month before, added up");
    }

    private void ofAll(AlertKind kind, int window) throws Exception {
        long threshold = kind == AlertKind.SILENCE ? 744 : NEVER;
        String what = name(kind, window);
        measure(
                "operator",
                what,
                kind,
                AlertRule.Scope.ORGANISATION,
                viewer.organisationId(),
                threshold,
                window);
        measure("customer", what, kind, AlertRule.Scope.ORGANISATION, customer, threshold, window);
        measure("group", what, kind, AlertRule.Scope.GROUP, group, threshold, window);
        if (!kind.isTotal()) {
            measure("card", what, kind, AlertRule.Scope.SIM, card, threshold, window);
        }
    }

    private void measure(
            String who,
            String what,
            AlertKind kind,
            AlertRule.Scope scope,
            UUID scopeId,
            long threshold,
            int window)
            throws Exception {
        UUID rule = rule(kind, scope, scopeId, threshold, window);
        first(who, what, rule);
        measured.measure(who, what, LIMIT, () -> look(rule));
        failing(rule, who + " " + what);
        rules.delete(viewer, rule);
    }

    /** Looks that find as many as a look takes, of all cards. */
    private void find(AlertKind kind, int window, long threshold) throws Exception {
        UUID rule = ofEverybody(kind, threshold, window);
        String what = name(kind, window) + ", tells 200";
        measured.measure("operator", what, LIMIT, () -> look(rule));
        failing(rule, what);
        rules.delete(viewer, rule);
    }

    private void over(AlertKind kind, int days, String what) throws Exception {
        UUID rule = ofEverybody(kind, NEVER, 0);
        measured.measure(
                "operator",
                kind + ", " + what,
                LIMIT,
                () -> {
                    dsl.execute(
                            "update alert_rule set looked_from = ?::timestamptz where id = ?",
                            now.minus(Duration.ofDays(days)).toString(),
                            rule);
                    look(rule);
                });
        failing(rule, what);
        rules.delete(viewer, rule);
    }

    /** Looks of rules that have told of so many cards, which still apply. */
    public void lookAtWhatIsTold() throws Exception {
        told(
                AlertKind.DAY_BYTES,
                0,
                1,
                "to_char(timestamptz '" + now + "' at time zone 'UTC', 'YYYY-MM-DD')");
        told(
                AlertKind.MONTH_BYTES,
                0,
                1,
                "to_char(timestamptz '" + now + "' at time zone 'UTC', 'YYYY-MM')");
        told(
                AlertKind.SILENCE,
                0,
                1,
                "to_char(a.last_radius_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        told(AlertKind.SESSIONS, WINDOWS[2], 1, "'then'");
        told(AlertKind.REFUSALS, WINDOWS[2], 1, "'then'");
    }

    private void told(AlertKind kind, int window, long threshold, String episode) throws Exception {
        UUID rule = ofEverybody(kind, threshold, window);
        String which =
                switch (kind) {
                    case SESSIONS -> "(select count(*) from session e where e.sim_id = s.id) > 1";
                    case REFUSALS ->
                            "(select count(*) from authentication e where e.sim_id = s.id and not accepted) > 1";
                    default -> "a.last_radius_at < timestamptz '" + now + "' - interval '1 hour'";
                };
        int made =
                dsl.execute(
                        "insert into alert (id, rule_id, rule_name, kind, severity, organisation_id, subject_id,"
                                + " subject, episode, value, threshold, opened_at) select uuidv7(), ?, 'x', ?,"
                                + " 'INFO', s.organisation_id, s.id, s.iccid, "
                                + episode
                                + ", 2, ?, ?::timestamptz"
                                + " from sim s join sim_activity a on a.sim_id = s.id where s.status = 'ACTIVE' and "
                                + which
                                + " limit ?",
                        rule,
                        kind.name(),
                        threshold,
                        now.toString(),
                        TOLD);
        dsl.execute("analyze alert");
        String what = name(kind, window) + ", " + made + " told, tells 200";
        first("operator", what, rule);
        measured.measure("operator", what, LIMIT, () -> look(rule));
        failing(rule, what);
        rules.delete(viewer, rule);
        dsl.execute("truncate alert");
    }

    private void first(String who, String what, UUID rule) throws Exception {
        long start = System.nanoTime();
        look(rule);
        double millis = (System.nanoTime() - start) / 1e6;
        measured.tell(who, what + ", first", millis, millis, "ms", LIMIT);
    }

    private void look(UUID rule) {
        now = now.plusMillis(1);
        dsl.execute("update alert_rule set look_at = 'epoch' where id = ?", rule);
        evaluation.look(rule, now);
    }

    private void failing(UUID rule, String what) {
        if (rules.get(viewer, rule).failingSince() != null) {
            System.out.println("  not done within the limit: " + what);
        }
    }

    /** About all cards there are. */
    private UUID ofEverybody(AlertKind kind, long threshold, int window) {
        return rule(kind, AlertRule.Scope.ORGANISATION, viewer.organisationId(), threshold, window);
    }

    private UUID rule(
            AlertKind kind, AlertRule.Scope scope, UUID scopeId, long threshold, int window) {
        return rules.create(
                        viewer,
                        new AlertRuleDraft(
                                "Benchmark",
                                kind,
                                scope,
                                scopeId,
                                threshold,
                                window,
                                Severity.WARNING,
                                List.of(),
                                false,
                                false,
                                true))
                .id();
    }

    private static String name(AlertKind kind, int window) {
        return kind + (window == 0 ? "" : " in " + window / 60 + " h");
    }
}
