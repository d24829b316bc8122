package io.passerelle.people.portal;

import com.vaadin.flow.component.textfield.PasswordField;
import io.passerelle.accounts.Viewer;
import io.passerelle.people.People;
import io.passerelle.people.Person;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;

/** Changes one's own particulars; not the user name (ACC-2), the mail address with the password. */
final class OwnProfileForm extends FormDialog {

    OwnProfileForm(Viewer viewer, People people, Person person, Runnable done) {
        super("people.account", Texts.text(OwnAccountPage.NAME + ".change"));
        ProfileFields fields = new ProfileFields(this, person.profile(), person.mailProblem());
        PasswordField current = new PasswordField();
        wide("current", current).getElement().setAttribute("autocomplete", "current-password");
        current.setHelperText(Texts.text("people.account.current.hint"));
        onSave(
                Texts.text("kit.save"),
                () -> {
                    people.updateOwn(viewer, person.version(), fields.value(), current.getValue());
                    done.run();
                });
    }
}
