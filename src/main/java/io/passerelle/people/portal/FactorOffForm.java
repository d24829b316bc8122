package io.passerelle.people.portal;

import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.SecondFactor;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;

/** Switches the second factor off for who can show a code. */
final class FactorOffForm extends FormDialog {

    private static final String NAME = "people.factor";

    FactorOffForm(Viewer viewer, SecondFactor factor, Runnable done) {
        super(NAME, Texts.text(NAME + ".off"));
        TextField code = new TextField();
        wide("code", code).setMaxLength(20);
        code.getElement().setAttribute("autocomplete", "one-time-code");
        onSave(
                text("submitOff"),
                () -> {
                    factor.off(viewer, code.getValue());
                    done.run();
                });
    }
}
