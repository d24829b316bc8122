package io.passerelle.routing.portal;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import io.passerelle.foundation.HostPort;
import io.passerelle.foundation.ListQuery;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.Explanation;
import io.passerelle.routing.Explanation.Choice;
import io.passerelle.routing.Explanation.Step;
import io.passerelle.routing.RouteDraft;
import io.passerelle.routing.RouteType;
import io.passerelle.routing.SharePreview;
import io.passerelle.routing.WhatIf;
import io.passerelle.sims.Sim;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a card and a port, and tells step by step what would happen, and what if servers died.
 */
final class DryRunPanel extends VerticalLayout {

    private static final String NAME = DryRunPage.NAME;

    private final Kit kit;
    private final EditorServices services;
    private final @Nullable UUID groupId;
    private final @Nullable RouteDraft draft;
    private final ComboBox<Sim> sim = new ComboBox<>(Texts.text(NAME + ".sim"));
    private final ComboBox<Integer> port = new ComboBox<>(Texts.text(NAME + ".port"));
    private final Div answer = new Div();
    private final Set<HostPort> dead = new HashSet<>();

    DryRunPanel(
            Kit kit, EditorServices services, @Nullable UUID groupId, @Nullable RouteDraft draft) {
        this.kit = kit;
        this.services = services;
        this.groupId = groupId;
        this.draft = draft;
        setPadding(false);
        sim.setId("dry-run-sim");
        sim.setPlaceholder(Texts.text(NAME + ".sim.hint"));
        sim.setItemLabelGenerator(DryRunPanel::name);
        sim.setItems(query ->
                services
                        .cards()
                        .listing()
                        .page(
                                kit.viewer().visible(),
                                cards(query.getFilter().orElse("")),
                                query.getOffset(),
                                query.getLimit())
                        .stream());
        port.setId("dry-run-port");
        port.setItems(RouteType.inputPorts());
        port.setItemLabelGenerator(p ->
                p + " · " + RouteType.ofPort(p).map(t -> Texts.text("routing.type", t)).orElse(""));
        sim.addValueChangeListener(chosen -> ask());
        port.addValueChangeListener(chosen -> ask());
        answer.setId("dry-run-answer");
        answer.setWidthFull();
        answer.getElement().setAttribute("aria-live", "polite");
        FormLayout question = new FormLayout(sim, port);
        question.setAutoResponsive(true);
        question.setAutoRows(true);
        question.setMaxColumns(2);
        question.setExpandColumns(true);
        question.setExpandFields(true);
        question.setWidthFull();
        add(question, answer);
        kit.live(this, DestinationHealth.TOPIC, this::ask);
    }

    /** Asks about this port. */
    void port(@Nullable Integer chosen) {
        port.setValue(chosen);
    }

    /** Asks about the card of this number. */
    void sim(String number) {
        services
                .cards()
                .listing()
                .page(kit.viewer().visible(), ListQuery.ALL.withFilter("iccid", number), 0, 1)
                .stream()
                .findFirst()
                .ifPresentOrElse(sim::setValue, () -> Notices.failed(Texts.text("kit.notFound")));
    }

    private ListQuery cards(String words) {
        ListQuery query = ListQuery.ALL.withSearch(words);
        return groupId == null ? query : query.withFilter("groupId", groupId.toString());
    }

    private void ask() {
        answer.removeAll();
        Sim card = sim.getValue();
        Integer inputPort = port.getValue();
        if (card == null || inputPort == null) {
            return;
        }
        Notices.guarded(() ->
                show(
                        services.explanations()
                                .explain(
                                        kit.viewer(),
                                        card.id(),
                                        inputPort,
                                        new WhatIf(draft, dead))));
    }

    private void show(Explanation explanation) {
        Span verdict =
                Badges.of(
                        Texts.text(NAME + (explanation.carried() ? ".carried" : ".stopped")),
                        explanation.carried() ? Tone.GOOD : Tone.BAD);
        verdict.setId("dry-run-verdict");
        OrderedList steps = new OrderedList();
        steps.addClassName("steps");
        explanation.steps().forEach(step -> steps.add(line(step)));
        answer.add(verdict, steps);
        if (!explanation.choices().isEmpty()) {
            Span title = new Span(Texts.text(NAME + ".choices"));
            title.addClassName("strong");
            Div choices = new Div();
            choices.addClassName("choices");
            explanation.choices().forEach(choice -> choices.add(line(choice)));
            answer.add(title, choices);
        }
    }

    private static ListItem line(Step step) {
        Icon icon =
                switch (step.verdict()) {
                    case GOOD -> VaadinIcon.CHECK.create();
                    case CAUTION -> VaadinIcon.WARNING.create();
                    case STOPS -> VaadinIcon.BAN.create();
                };
        icon.addClassName(
                switch (step.verdict()) {
                    case GOOD -> "sign-good";
                    case CAUTION -> "sign-warn";
                    case STOPS -> "sign-bad";
                });
        icon.getElement().setAttribute("aria-label", Texts.text(NAME + ".verdict", step.verdict()));
        icon.getElement().setAttribute("role", "img");
        return new ListItem(icon, new Span(Texts.text(step.key(), step.arguments().toArray())));
    }

    private Div line(Choice choice) {
        HostPort target = choice.destination().target();
        Span name = new Span(target.toString());
        name.addClassName("mono");
        Span chance = new Span(SharePreview.percent(choice.probability(), Texts.locale()));
        chance.addClassNames("strong", "nums");
        Span priority =
                new Span(
                        Texts.text(
                                NAME + ".priority",
                                Integer.toString(choice.destination().priority())));
        priority.addClassName("muted");
        Checkbox dies = new Checkbox(Texts.text(NAME + ".dies"), dead.contains(target));
        dies.setId(
                "dry-run-dies-"
                        + target.host().replaceAll("[^A-Za-z0-9]", "-")
                        + "-"
                        + target.port());
        dies.addValueChangeListener(changed -> {
            if (changed.getValue()) {
                dead.add(target);
            } else {
                dead.remove(target);
            }
            ask();
        });
        Div line =
                new Div(
                        name,
                        priority,
                        Badges.of(HealthBadge.of(choice.health(), kit.times())),
                        chance,
                        dies);
        line.addClassName("choice");
        return line;
    }

    private static String name(Sim card) {
        return card.label().isEmpty() ? card.iccid() : card.iccid() + " · " + card.label();
    }
}
