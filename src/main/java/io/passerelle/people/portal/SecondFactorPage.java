package io.passerelle.people.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.passerelle.accounts.PendingSignIn;
import io.passerelle.accounts.SignIn;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.SigningIn;
import io.passerelle.portal.Texts;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Asks who knew the password for the second factor. Until that is right they are nobody. */
@Route(value = "second-factor", autoLayout = false)
@AnonymousAllowed
class SecondFactorPage extends StrangersCard implements HasDynamicTitle, BeforeEnterObserver {

    private static final String NAME = "people.factor";

    private final SignIn signIn;
    private final TextField code = new TextField(Texts.text(NAME + ".code"));
    private final Button submit = new Button(Texts.text(NAME + ".signIn"));

    SecondFactorPage(SignIn signIn) {
        super(Texts.text(NAME + ".title"));
        this.signIn = signIn;
        code.setId("code");
        code.setWidthFull();
        code.setManualValidation(true);
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.focus();
        submit.setId("submit-code");
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.setDisableOnClick(true);
        submit.addClickShortcut(Key.ENTER);
        submit.addClickListener(click -> submit());
        Button back = new Button(Texts.text(NAME + ".back"), click -> goBack());
        back.setId("other-account");
        back.addThemeVariants(ButtonVariant.TERTIARY);
        show(new Paragraph(Texts.text(NAME + ".ask")), code, submit, back);
    }

    /** For who has no code now, or is somebody else. */
    private void goBack() {
        session().removeAttribute(PendingSignIn.ATTRIBUTE);
        getUI().ifPresent(ui -> ui.getPage().setLocation("login"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!(session().getAttribute(PendingSignIn.ATTRIBUTE) instanceof PendingSignIn)) {
            event.forwardTo("login");
        }
    }

    @Override
    public String getPageTitle() {
        return Texts.text(NAME + ".title");
    }

    private void submit() {
        if (!(session().getAttribute(PendingSignIn.ATTRIBUTE) instanceof PendingSignIn pending)
                || !(VaadinRequest.getCurrent() instanceof VaadinServletRequest request)) {
            getUI().ifPresent(ui -> ui.getPage().setLocation("login"));
            return;
        }
        boolean isIn = false;
        try {
            var details = new WebAuthenticationDetails(request.getHttpServletRequest());
            Authentication who = signIn.complete(pending, code.getValue(), details);
            session().removeAttribute(PendingSignIn.ATTRIBUTE);
            getUI().ifPresent(ui -> SigningIn.enter(ui, request, who));
            isIn = true;
        } catch (Refused refused) {
            FieldError error = refused.errors().getFirst();
            if (error.field().isEmpty()) {
                session().removeAttribute(PendingSignIn.ATTRIBUTE);
                say("too-late", Texts.reason(error));
            } else {
                code.setErrorMessage(Texts.reason(error));
                code.setInvalid(true);
            }
        } finally {
            submit.setEnabled(!isIn); // also after a fault, such as a database that is away
        }
    }

    private static WrappedSession session() {
        return VaadinSession.getCurrent().getSession();
    }
}
