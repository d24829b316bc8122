package io.passerelle.routing.portal;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import io.passerelle.routing.LossAction;
import io.passerelle.routing.LossPolicy;
import java.util.Objects;

/** What becomes of open connections, for one way of losing their destination (M2M-31). */
final class LossFields {

    private final Select<LossAction> action = new Select<>();
    private final IntegerField seconds = new IntegerField();

    /**
     * Adds the fields to a form.
     *
     * @param actionField the name of the action in refusals and the API
     * @param secondsField the name of the drain's length
     */
    LossFields(FormDialog form, String actionField, String secondsField) {
        action.setItems(LossAction.values());
        action.setItemLabelGenerator(item -> Texts.text("routing.loss", item));
        form.field(actionField, action).setHelperText(form.text(actionField + ".hint"));
        seconds.setSuffixComponent(new Span("s"));
        seconds.setStepButtonsVisible(false);
        form.field(secondsField, seconds).setHelperText(form.text("drainSeconds.hint"));
        action.addValueChangeListener(
                chosen -> seconds.setVisible(chosen.getValue() == LossAction.DRAIN));
    }

    void setValue(LossPolicy policy) {
        action.setValue(policy.action());
        seconds.setValue(policy.drainSeconds());
        seconds.setVisible(policy.action() == LossAction.DRAIN);
    }

    LossPolicy value() {
        return new LossPolicy(
                Objects.requireNonNullElse(action.getValue(), LossAction.KEEP),
                Objects.requireNonNullElse(seconds.getValue(), 0));
    }

    /** The policy in words, such as "Drain, 300 s". */
    static String words(LossPolicy policy) {
        String action = Texts.text("routing.loss", policy.action());
        return policy.action() == LossAction.DRAIN
                ? action + ", " + policy.drainSeconds() + " s"
                : action;
    }
}
