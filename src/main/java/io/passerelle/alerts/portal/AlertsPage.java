package io.passerelle.alerts.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.alerts.Alert;
import io.passerelle.alerts.AlertRule;
import io.passerelle.alerts.AlertRules;
import io.passerelle.alerts.Alerts;
import io.passerelle.events.Severity;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.SimCards;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Alerts, and the rules that make them (M2M-10). */
@Route("alerts")
@PermitAll
class AlertsPage extends ListPage {

    static final String NAME = "alerts.alerts";
    static final String RULES = "alerts.rules";

    private final Alerts alerts;
    private final AlertRules rules;
    private final Organisations organisations;
    private final GroupDirectory groups;
    private final SimCards sims;
    private final Span badge = Badges.of("", Tone.BAD);

    AlertsPage(
            Kit kit,
            Alerts alerts,
            AlertRules rules,
            Organisations organisations,
            GroupDirectory groups,
            SimCards sims) {
        super(kit, NAME);
        this.alerts = alerts;
        this.rules = rules;
        this.organisations = organisations;
        this.groups = groups;
        this.sims = sims;
        badge.setId("alerts-open");
        above(badge);
        boolean manages = kit.viewer().has(Right.MANAGE_ALERTS);
        tab("alerts", alerts(kit.times(), manages));
        if (manages) {
            tab("rules", rules(kit.times()));
        }
        count();
        kit.live(badge, Alerts.TOPIC, this::count);
    }

    private void count() {
        int open = alerts.open(kit().viewer());
        badge.setText(text("open", open));
        badge.getStyle().set("display", open == 0 ? "none" : "inline-block");
    }

    private ListDefinition<Alert> alerts(Times times, boolean manages) {
        return ListDefinition.of(NAME, alerts.listing(), Alert::id)
                .live(Alerts.TOPIC)
                .orderedBy("openedAt", true)
                .column(
                        Column.<Alert>of("openedAt", alert -> times.cell(alert.openedAt()))
                                .sortable()
                                .narrow()
                                .exportedAs(alert -> times.exported(alert.openedAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.of("subject", AlertCells::subject)
                                .sortable()
                                .narrow()
                                .wide("12.8em", 0))
                .column(
                        Column.<Alert>text("what", alert -> AlertCells.what(alert))
                                .narrow()
                                .wide("15em", 3))
                .column(
                        Column.<Alert>of("severity", a -> AlertCells.severity(a.severity()))
                                .sortable()
                                .wide("9.4em", 0))
                .column(
                        Column.<Alert>of("state", alert -> AlertCells.state(alert))
                                .narrow()
                                .wide("8em", 0))
                .column(Column.text("ruleName", Alert::ruleName).wide("9em", 1))
                .column(Column.<Alert>of("action", a -> AlertCells.action(times, a)).wide("7em", 1))
                .column(Column.text("changedBy", Alert::changedBy).hidden().wide("7em", 1))
                .column(Column.text("note", Alert::note).wide("9em", 2))
                .column(
                        Column.<Alert>of("endedAt", alert -> times.cell(alert.endedAt()))
                                .hidden()
                                .exportedAs(alert -> times.exported(alert.endedAt()))
                                .wide("11.4em", 0))
                .filter(Filter.select("state", AlertCells::states))
                .filter(Filter.select("kind", AlertCells::kinds))
                .filter(Filter.select("severity", AlertsPage::severities))
                .filter(
                        Filter.select(
                                "organisationId",
                                () -> OrganisationChoices.choices(kit().viewer(), organisations)))
                .filter(Filter.period("opened"))
                .filter(Filter.linked("simId", this::iccid))
                .filter(Filter.linkedTo("ruleId", kit(), rules.listing(), AlertRule::name))
                .action(
                        manages,
                        RowAction.<Alert>many("acknowledge", VaadinIcon.CHECK, this::acknowledge)
                                .inToolbar()
                                .when(rows ->
                                        rows.stream().allMatch(a -> a.state() == Alert.State.OPEN)))
                .action(
                        manages,
                        RowAction.<Alert>many("close", VaadinIcon.CHECK_CIRCLE_O, this::close)
                                .when(rows ->
                                        rows.stream()
                                                .noneMatch(a -> a.state() == Alert.State.CLOSED)));
    }

    private ListDefinition<AlertRule> rules(Times times) {
        return ListDefinition.of(RULES, rules.listing(), AlertRule::id)
                .live(AlertRules.TOPIC)
                .orderedBy("name", false)
                .column(Column.text("name", AlertRule::name).sortable().narrow().wide("9em", 2))
                .column(
                        Column.<AlertRule>text("what", rule -> AlertCells.what(rule))
                                .narrow()
                                .wide("14em", 3))
                .column(Column.text("scope", this::scope).narrow().wide("11em", 2))
                .column(
                        Column.<AlertRule>of("severity", r -> AlertCells.severity(r.severity()))
                                .sortable()
                                .wide("9.4em", 0))
                .column(Column.of("follows", AlertCells::follows).wide("11em", 1))
                .column(
                        Column.<AlertRule>of("state", rule -> AlertCells.state(rule))
                                .narrow()
                                .wide("7em", 0))
                .column(
                        Column.<AlertRule>of("evaluatedAt", r -> times.agoCell(r.evaluatedAt()))
                                .hidden()
                                .exportedAs(r -> times.exported(r.evaluatedAt()))
                                .wide("9em", 0))
                .column(Column.text("createdBy", AlertRule::createdBy).hidden().wide("8em", 1))
                .filter(Filter.select("kind", AlertCells::kinds))
                .action(
                        RowAction.<AlertRule>list("create", VaadinIcon.PLUS, this::create)
                                .inToolbar()
                                .on(Key.INSERT))
                .action(RowAction.<AlertRule>one("change", VaadinIcon.PENCIL, this::change).usual())
                .action(
                        RowAction.<AlertRule>one("delete", VaadinIcon.TRASH, this::delete)
                                .destructive()
                                .separated()
                                .on(Key.DELETE));
    }

    private static List<Choice> severities() {
        return Stream.of(Severity.values())
                .map(s -> new Choice(s.name(), Texts.text("events.severity", s)))
                .toList();
    }

    private void acknowledge(List<Alert> rows) {
        note("acknowledge", rows, (id, note) -> alerts.acknowledge(kit().viewer(), id, note));
    }

    private void close(List<Alert> rows) {
        note("close", rows, (id, note) -> alerts.close(kit().viewer(), id, note));
    }

    private void note(
            String action, List<Alert> rows, java.util.function.BiConsumer<UUID, String> change) {
        var form = new FormDialog("alerts.note", Texts.text("alerts.note." + action, rows.size()));
        TextArea note = form.wide("note", new TextArea());
        note.setMaxLength(500);
        form.onSave(
                Texts.text(NAME + ".action." + action),
                () -> {
                    rows.forEach(alert -> change.accept(alert.id(), note.getValue()));
                    Notices.done(text("changed", rows.size()));
                });
        form.open();
    }

    private void create() {
        new AlertRuleForm(
                        kit().viewer(),
                        null,
                        rules,
                        new ScopeChoices(kit().viewer(), organisations, groups, sims),
                        draft -> {
                            rules.create(kit().viewer(), draft);
                            Notices.done(Texts.text(RULES + ".saved", draft.name()));
                        })
                .open();
    }

    private void change(AlertRule row) {
        AlertRule rule = rules.get(kit().viewer(), row.id());
        new AlertRuleForm(
                        kit().viewer(),
                        rule,
                        rules,
                        new ScopeChoices(kit().viewer(), organisations, groups, sims),
                        draft -> {
                            rules.update(kit().viewer(), rule.id(), rule.version(), draft);
                            Notices.done(Texts.text(RULES + ".saved", draft.name()));
                        })
                .open();
    }

    private void delete(AlertRule rule) {
        Confirm.ask(
                Texts.text(RULES + ".delete.title"),
                Texts.text(RULES + ".delete.question", rule.name()),
                () -> {
                    rules.delete(kit().viewer(), rule.id());
                    Notices.done(Texts.text(RULES + ".deleted", rule.name()));
                });
    }

    private String scope(AlertRule rule) {
        return new ScopeChoices(kit().viewer(), organisations, groups, sims)
                .label(rule.scope(), rule.scopeId());
    }

    private String iccid(String id) {
        try {
            return new ScopeChoices(kit().viewer(), organisations, groups, sims)
                    .label(AlertRule.Scope.SIM, UUID.fromString(id));
        } catch (IllegalArgumentException anybodyCanTypeAnAddress) {
            return id;
        }
    }
}
