package io.passerelle.people.portal;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import io.passerelle.portal.FormDialog;
import java.util.function.Consumer;

/** Asks for the password before something that a session left open must not be enough for. */
final class PasswordAskedForm extends FormDialog {

    PasswordAskedForm(String title, String question, String button, Consumer<String> work) {
        super("people.password", title);
        PasswordField current = new PasswordField();
        addBelow(new Paragraph(question));
        wide("current", current).getElement().setAttribute("autocomplete", "current-password");
        onSave(button, () -> work.accept(current.getValue()));
    }
}
