package io.passerelle.people.portal;

import com.vaadin.flow.component.textfield.PasswordField;
import io.passerelle.accounts.Viewer;
import io.passerelle.people.Passwords;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes the password of who knows it: current, new, new again (ACC-4). */
final class PasswordForm extends FormDialog {

    private static final String NAME = "people.password";

    PasswordForm(Viewer viewer, Passwords passwords, @Nullable UUID session) {
        super(NAME, Texts.text(NAME + ".change"));
        PasswordField current = new PasswordField();
        PasswordField fresh = new PasswordField();
        PasswordField again = new PasswordField();
        wide("current", current).getElement().setAttribute("autocomplete", "current-password");
        wide("password", fresh).getElement().setAttribute("autocomplete", "new-password");
        fresh.setHelperText(text("hint"));
        wide("again", again).getElement().setAttribute("autocomplete", "new-password");
        onSave(
                text("submit"),
                () -> {
                    passwords.change(
                            viewer,
                            current.getValue(),
                            fresh.getValue(),
                            again.getValue(),
                            session);
                    Notices.done(text("changed"));
                });
    }
}
