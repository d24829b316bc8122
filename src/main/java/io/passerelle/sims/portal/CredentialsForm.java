package io.passerelle.sims.portal;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Texts;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimChange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The user name and the password a card signs on with. The password goes in and never comes out: an
 * empty field keeps the one there is.
 */
final class CredentialsForm extends CardForm {

    private static final String NAME = "sims.credentialsForm";

    private final TextField userName = new TextField();
    private final PasswordField password = new PasswordField();
    private final Checkbox withoutPassword = new Checkbox();

    CredentialsForm(Viewer viewer, SimCards cards, Sim sim) {
        super(NAME, Texts.text(NAME + ".title", sim.iccid()), viewer, cards, sim);
        field("userName", userName).setMaxLength(200);
        userName.setAutocomplete(Autocomplete.OFF);
        userName.setValue(sim.userName() == null ? "" : sim.userName());
        userName.setHelperText(text("userName.hint"));
        field("password", password).setMaxLength(128);
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        password.setHelperText(text(sim.hasPassword() ? "password.keep" : "password.none"));
        if (sim.hasPassword()) {
            wide("withoutPassword", withoutPassword).setLabel(text("withoutPassword"));
            withoutPassword.addValueChangeListener(
                    change -> password.setEnabled(!change.getValue()));
        }
        saves(this::change);
    }

    private SimChange change() {
        String before = Objects.requireNonNullElse(shown().userName(), "");
        String typed = userName.getValue().strip();
        return new SimChange(
                null, null, typed.equals(before) ? null : typed, newPassword(), null, null, null);
    }

    private @Nullable String newPassword() {
        if (withoutPassword.getValue()) {
            return "";
        }
        return password.getValue().isEmpty() ? null : password.getValue();
    }
}
