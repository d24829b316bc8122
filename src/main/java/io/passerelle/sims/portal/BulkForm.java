package io.passerelle.sims.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import io.passerelle.sims.BulkActions;
import io.passerelle.sims.BulkWish;
import io.passerelle.sims.GuardParameter;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimJob;
import java.util.List;
import java.util.Objects;

/**
 * Does something to many cards (M2M-3): to those that are selected, or to all that the list shows.
 * It becomes a job, which is followed on its own page.
 */
final class BulkForm extends FormDialog {

    private static final String NAME = "sims.bulkForm";

    /** Which cards. */
    private enum Scope {
        SELECTED,
        FOUND
    }

    private final Viewer viewer;
    private final SimServices services;
    private final List<Sim> selected;
    private final ListQuery query;
    private final RadioButtonGroup<Scope> scope = new RadioButtonGroup<>();
    private final ComboBox<SimAction> action = new ComboBox<>();
    private final TextField label = new TextField();
    private final ComboBox<String> group = new ComboBox<>();
    private final TextArea comment = new TextArea();
    private final Div note = new Div();
    private final BulkGuardFields guards;

    /**
     * @param selected the selected cards; may be none
     * @param query what the list shows
     */
    BulkForm(Viewer viewer, SimServices services, List<Sim> selected, ListQuery query) {
        super(NAME, Texts.text(NAME + ".title"));
        this.viewer = viewer;
        this.services = services;
        this.selected = selected;
        this.query = query;
        wide("scope", scope);
        long found = services.cards().listing().count(viewer.visible(), query);
        boolean all = found < services.cards().listing().countedUpTo(query);
        scope.setItems(selected.isEmpty() ? List.of(Scope.FOUND) : List.of(Scope.values()));
        scope.setItemLabelGenerator(s ->
                s == Scope.SELECTED
                        ? text("scope.SELECTED", selected.size())
                        : text(all ? "scope.FOUND" : "scope.FOUND.atLeast", found));
        scope.setValue(selected.isEmpty() ? Scope.FOUND : Scope.SELECTED);
        wide("action", action).setRequired(true);
        action.setItems(BulkActions.all().stream().filter(a -> a.isFor(viewer)).toList());
        action.setItemLabelGenerator(a -> Texts.text("sims.job.action", a));
        wide("label", label).setMaxLength(120);
        wide("group", group).setRequired(true);
        group.setItems(
                services.groupsFor(viewer).stream()
                        .map(KnownGroup::name)
                        .distinct()
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList());
        group.setHelperText(text("group.hint"));
        guards = new BulkGuardFields(this, viewer, services, selected);
        wide("comment", comment).setMaxLength(500);
        comment.setHelperText(Texts.text("sims.requestForm.comment.hint"));
        note.addClassName("note");
        note.setText(text("note"));
        addBelow(note);
        action.addValueChangeListener(chosen -> adapt());
        adapt();
        takesErrors((field, reason) -> field.equals("parameter") && showBeside(reason));
        onSave(text("save"), this::start);
    }

    /** The parameter is what the chosen action asks for. */
    private boolean showBeside(String reason) {
        SimAction chosen = action.getValue();
        Component asked =
                chosen == SimAction.LABEL
                        ? label
                        : chosen == SimAction.GROUP ? group : guards.field(chosen);
        if (asked instanceof HasValidationProperties validated) {
            validated.setErrorMessage(reason);
            validated.setInvalid(true);
            return true;
        }
        return false;
    }

    private void adapt() {
        SimAction chosen = action.getValue();
        label.setVisible(chosen == SimAction.LABEL);
        group.setVisible(chosen == SimAction.GROUP);
        guards.adapt(chosen);
        comment.setVisible(chosen != null && chosen.isRequest());
    }

    private void start() {
        SimAction chosen = action.getValue();
        if (chosen == null) {
            throw Refused.field("action", "required");
        }
        if (chosen == SimAction.GROUP && group.getValue() == null) {
            throw Refused.field("group", "required");
        }
        String parameter =
                switch (chosen) {
                    case LABEL -> label.getValue();
                    case GROUP -> Objects.requireNonNull(group.getValue());
                    default -> GuardParameter.isOf(chosen) ? guards.parameter(chosen) : "";
                };
        var wish = new BulkWish(chosen, parameter, chosen.isRequest() ? comment.getValue() : "");
        SimJob job =
                scope.getValue() == Scope.SELECTED
                        ? services.jobs()
                                .select(viewer, selected.stream().map(Sim::id).toList(), wish)
                        : services.jobs().filter(viewer, query, wish);
        UI.getCurrentOrThrow().navigate("jobs", QueryParameters.of("id", job.id().toString()));
    }
}
