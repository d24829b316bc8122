package io.passerelle.people.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import io.passerelle.people.Passwords;
import io.passerelle.portal.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Where a link leads: a password is chosen. Opening the page uses nothing up, since scanners of
 * mail open every link; choosing does.
 */
@Route(value = "password", autoLayout = false)
@AnonymousAllowed
class ChoosePasswordPage extends StrangersCard implements HasDynamicTitle, HasUrlParameter<String> {

    private static final String NAME = "people.password";

    private final Passwords passwords;
    private final String address;
    private final PasswordField password = new PasswordField(text("password"));
    private final PasswordField again = new PasswordField(text("again"));
    private final Button choose = new Button(text("submit"));
    private String token = "";

    ChoosePasswordPage(Passwords passwords) {
        super(text("choose"));
        this.passwords = passwords;
        VaadinRequest request = VaadinRequest.getCurrent();
        this.address = request == null ? "" : request.getRemoteAddr();
        prepare(password, "password");
        prepare(again, "again");
        password.setHelperText(text("hint"));
        choose.setId("choose-password");
        choose.addThemeVariants(ButtonVariant.PRIMARY);
        choose.setDisableOnClick(true);
        choose.addClickShortcut(Key.ENTER);
        choose.addClickListener(click -> choose());
    }

    @Override
    public void setParameter(BeforeEvent event, String parameter) {
        token = parameter;
        passwords
                .loginOf(token)
                .ifPresentOrElse(
                        login -> show(new Paragraph(text("for", login)), password, again, choose),
                        () -> say("dead-link", Texts.text("error.link.dead")));
    }

    @Override
    public String getPageTitle() {
        return text("choose");
    }

    private void choose() {
        mark(password, null);
        mark(again, null);
        try {
            passwords.choose(token, password.getValue(), again.getValue(), address);
            say("password-chosen", text("chosen"));
        } catch (Refused refused) {
            refused.errors().forEach(this::show);
        } finally {
            choose.setEnabled(true); // also after a fault, such as a database that is away
        }
    }

    private void show(FieldError error) {
        String reason = Texts.reason(error);
        switch (error.field()) {
            case "password" -> mark(password, reason);
            case "again" -> mark(again, reason);
            default -> say("dead-link", reason);
        }
    }

    private static void mark(PasswordField field, @Nullable String reason) {
        field.setErrorMessage(reason);
        field.setInvalid(reason != null);
    }

    private static void prepare(PasswordField field, String id) {
        field.setId(id);
        field.setWidthFull();
        field.getElement().setAttribute("autocomplete", "new-password");
        field.setManualValidation(true);
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
