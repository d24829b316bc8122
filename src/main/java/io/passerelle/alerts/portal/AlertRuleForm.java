package io.passerelle.alerts.portal;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.AlertKind;
import io.passerelle.alerts.AlertRule;
import io.passerelle.alerts.AlertRuleDraft;
import io.passerelle.alerts.AlertRules;
import io.passerelle.alerts.RecipientChoice;
import io.passerelle.events.Severity;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import io.passerelle.sims.KnownGroup;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what somebody wants to be told of; shows what the chosen kind needs, only. */
final class AlertRuleForm extends FormDialog {

    private static final String NAME = "alerts.form";
    private static final UUID NOTHING = new UUID(0, 0);
    private static final double MEGABYTE = 1_000_000;
    private static final int USUAL_WINDOW = 60;
    private static final int USUAL_THRESHOLD = 10;

    private final ScopeChoices choices;
    private final boolean maySuspend;
    private List<AlertRule.Scope> scopes = List.of(AlertRule.Scope.values());
    private final TextField name = wide("name", new TextField());
    private final ComboBox<AlertKind> kind = wide("kind", new ComboBox<AlertKind>());
    private final NumberField threshold = field("threshold", new NumberField());
    private final IntegerField window = field("windowMinutes", new IntegerField());
    private final ComboBox<AlertRule.Scope> scope = field("scope", new ComboBox<AlertRule.Scope>());
    private final ComboBox<Organisation> organisation =
            field("organisation", new ComboBox<Organisation>());
    private final ComboBox<KnownGroup> group = field("group", new ComboBox<KnownGroup>());
    private final TextField card = field("card", new TextField());
    private final ComboBox<Severity> severity = field("severity", new ComboBox<Severity>());
    private final MultiSelectComboBox<RecipientChoice> recipients =
            wide("recipients", new MultiSelectComboBox<RecipientChoice>());
    private final Checkbox suspends = wide("suspends", new Checkbox());
    private final Checkbox byHand = wide("byHand", new Checkbox());
    private final Checkbox enabled = wide("enabled", new Checkbox());

    AlertRuleForm(
            Viewer viewer,
            @Nullable AlertRule rule,
            AlertRules rules,
            ScopeChoices choices,
            Consumer<AlertRuleDraft> save) {
        super(NAME, Texts.text(NAME + (rule == null ? ".new" : ".change")));
        this.choices = choices;
        name.setMaxLength(80);
        kind.setItems(AlertKind.values());
        kind.setItemLabelGenerator(k -> Texts.text("alerts.kind", k));
        scope.setItems(scopes);
        scope.setItemLabelGenerator(s -> Texts.text("alerts.scope", s));
        severity.setItems(Severity.values());
        severity.setItemLabelGenerator(s -> Texts.text("events.severity", s));
        organisation.setItems(choices.organisationsSeen());
        organisation.setItemLabelGenerator(Organisation::name);
        group.setItems(choices.groupsSeen());
        group.setItemLabelGenerator(choices::name);
        card.setHelperText(text("card.hint"));
        recipients.setItems(rules.recipients(viewer));
        recipients.setItemLabelGenerator(RecipientChoice::login);
        suspends.setLabel(text("suspends"));
        maySuspend = viewer.has(Right.MANAGE_SIMS) || rule != null && rule.suspends();
        byHand.setLabel(text("byHand"));
        enabled.setLabel(text("enabled"));
        kind.addValueChangeListener(change -> fit());
        scope.addValueChangeListener(change -> fit());
        if (rule == null) {
            begin(viewer);
        } else {
            fill(rule);
        }
        fit();
        takesErrors((field, reason) -> field.equals("scopeId") && showScope(reason));
        onSave(Texts.text("kit.save"), () -> save.accept(draft()));
    }

    private void begin(Viewer viewer) {
        kind.setValue(AlertKind.MONTH_BYTES);
        threshold.setValue((double) USUAL_THRESHOLD);
        window.setValue(USUAL_WINDOW);
        scope.setValue(AlertRule.Scope.ORGANISATION);
        severity.setValue(Severity.WARNING);
        enabled.setValue(true);
        selectOrganisation(viewer.organisationId());
    }

    private void fill(AlertRule rule) {
        name.setValue(rule.name());
        kind.setValue(rule.kind());
        threshold.setValue(
                rule.kind().countsBytes()
                        ? rule.threshold() / MEGABYTE
                        : (double) rule.threshold());
        window.setValue(rule.windowMinutes() == 0 ? USUAL_WINDOW : rule.windowMinutes());
        scope.setValue(rule.scope());
        severity.setValue(rule.severity());
        suspends.setValue(rule.suspends());
        byHand.setValue(rule.byHand());
        enabled.setValue(rule.enabled());
        switch (rule.scope()) {
            case ORGANISATION -> selectOrganisation(rule.scopeId());
            case GROUP ->
                    choices.groupsSeen().stream()
                            .filter(known -> known.id().equals(rule.scopeId()))
                            .findFirst()
                            .ifPresent(group::setValue);
            case SIM -> card.setValue(choices.label(rule.scope(), rule.scopeId()));
        }
        recipients.setValue(
                recipients
                        .getListDataView()
                        .getItems()
                        .filter(choice -> rule.recipients().contains(choice.id()))
                        .collect(Collectors.toSet()));
    }

    private void selectOrganisation(UUID id) {
        choices.organisationsSeen().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .ifPresent(organisation::setValue);
    }

    private void fit() {
        AlertKind chosen = Objects.requireNonNullElse(kind.getValue(), AlertKind.MONTH_BYTES);
        threshold.setVisible(chosen.hasThreshold());
        threshold.setLabel(text("threshold." + chosen));
        window.setVisible(chosen.hasWindow());
        offer(chosen);
        suspends.setVisible(maySuspend && !chosen.isTotal());
        organisation.setVisible(scope.getValue() == AlertRule.Scope.ORGANISATION);
        group.setVisible(scope.getValue() == AlertRule.Scope.GROUP);
        card.setVisible(scope.getValue() == AlertRule.Scope.SIM);
    }

    /** A total is never one card's. */
    private void offer(AlertKind chosen) {
        List<AlertRule.Scope> possible =
                Stream.of(AlertRule.Scope.values())
                        .filter(s -> s != AlertRule.Scope.SIM || !chosen.isTotal())
                        .toList();
        if (!possible.equals(scopes)) {
            AlertRule.Scope present = scope.getValue();
            scopes = possible;
            scope.setItems(possible);
            scope.setValue(possible.contains(present) ? present : AlertRule.Scope.ORGANISATION);
        }
        scope.setLabel(text(chosen.isTotal() ? "scope.total" : "scope"));
    }

    /** The reason stands at the field that says whose cards. */
    private boolean showScope(String reason) {
        switch (Objects.requireNonNullElse(scope.getValue(), AlertRule.Scope.ORGANISATION)) {
            case ORGANISATION -> {
                organisation.setErrorMessage(reason);
                organisation.setInvalid(true);
            }
            case GROUP -> {
                group.setErrorMessage(reason);
                group.setInvalid(true);
            }
            case SIM -> {
                card.setErrorMessage(reason);
                card.setInvalid(true);
            }
        }
        return true;
    }

    private AlertRuleDraft draft() {
        AlertKind chosen = Objects.requireNonNullElse(kind.getValue(), AlertKind.MONTH_BYTES);
        double number = Objects.requireNonNullElse(threshold.getValue(), 0.0);
        return new AlertRuleDraft(
                name.getValue(),
                chosen,
                Objects.requireNonNullElse(scope.getValue(), AlertRule.Scope.ORGANISATION),
                scopeId(),
                Math.round(chosen.countsBytes() ? number * MEGABYTE : number),
                Objects.requireNonNullElse(window.getValue(), 0),
                Objects.requireNonNullElse(severity.getValue(), Severity.WARNING),
                recipients.getValue().stream().map(RecipientChoice::id).sorted().toList(),
                suspends.getValue() && !chosen.isTotal(),
                byHand.getValue(),
                enabled.getValue());
    }

    private UUID scopeId() {
        List<UUID> chosen =
                switch (Objects.requireNonNullElse(
                        scope.getValue(), AlertRule.Scope.ORGANISATION)) {
                    case ORGANISATION ->
                            organisation.getOptionalValue().map(Organisation::id).stream().toList();
                    case GROUP -> group.getOptionalValue().map(KnownGroup::id).stream().toList();
                    case SIM -> choices.card(card.getValue()).stream().toList();
                };
        return chosen.isEmpty() ? NOTHING : chosen.getFirst();
    }
}
