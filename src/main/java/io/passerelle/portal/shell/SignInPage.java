package io.passerelle.portal.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.passerelle.accounts.Passkeys;
import io.passerelle.accounts.PendingSignIn;
import io.passerelle.accounts.SignIn;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.PasskeyPrompt;
import io.passerelle.portal.SigningIn;
import io.passerelle.portal.Texts;
import io.passerelle.store.StoreState;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Sign-in. The language can be chosen before anybody knows who it is. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
class SignInPage extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final Paragraph ended = new Paragraph(Texts.text("kit.signIn.ended"));
    private final LoginForm form = new LoginForm();
    private final Button passkey = new Button(Texts.text("kit.signIn.passkey"));
    private final Paragraph problem = new Paragraph();
    private final SignIn signIn;
    private final Passkeys passkeys;
    private final Viewers viewers;
    private final StoreState store;

    SignInPage(Viewers viewers, SignIn signIn, Passkeys passkeys, Kit kit, StoreState store) {
        this.viewers = viewers;
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.store = store;
        addClassName("sign-in");
        Image logo = new Image("favicon.svg", "");
        logo.addClassName("logo");
        H1 name = new H1("Passerelle");
        Paragraph claim = new Paragraph(Texts.text("kit.signIn.claim"));
        claim.addClassName("claim");
        ended.setId("session-ended");
        ended.getElement().setAttribute("role", "status");
        form.setId("sign-in");
        form.setAction("login");
        form.addForgotPasswordListener(asked -> getUI().ifPresent(ui -> ui.navigate("forgotten")));
        form.setI18n(words());
        passkey.setId("sign-in-passkey");
        passkey.setVisible(passkeys.arePossible());
        passkey.addClickListener(click -> askForPasskey());
        problem.setId("passkey-problem");
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        Div card =
                new Div(
                        logo,
                        name,
                        claim,
                        new StoreBanner(kit, store, null),
                        ended,
                        form,
                        passkey,
                        problem,
                        AppearanceBar.beforeSignIn());
        card.addClassName("card");
        add(card);
        open();
        kit.live(this, StoreState.TOPIC, this::open);
    }

    /** Without the database nobody's password can be checked. */
    private void open() {
        form.setEnabled(!store.isAway());
        passkey.setEnabled(!store.isAway());
    }

    private void askForPasskey() {
        problem.setVisible(false);
        Passkeys.Asking asking = passkeys.ask();
        PasskeyPrompt.ask(
                this, asking.question(), answer -> enter(asking, answer), this::showProblem);
    }

    private void enter(Passkeys.Asking asking, String answer) {
        if (!(VaadinRequest.getCurrent() instanceof VaadinServletRequest request)) {
            return;
        }
        try {
            var details = new WebAuthenticationDetails(request.getHttpServletRequest());
            Authentication who = signIn.withPasskey(asking, answer, details);
            getUI().ifPresent(ui -> SigningIn.enter(ui, request, who));
        } catch (Refused refused) {
            showProblem(Notices.reason(refused));
        }
    }

    private void showProblem(String reason) {
        problem.setText(reason);
        problem.setVisible(true);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (viewers.find().isPresent()) {
            event.forwardTo(HomePage.class);
            return;
        }
        if (VaadinSession.getCurrent().getSession().getAttribute(PendingSignIn.ATTRIBUTE) != null) {
            event.forwardTo("second-factor");
            return;
        }
        Set<String> told = event.getLocation().getQueryParameters().getParameters().keySet();
        form.setError(!store.isAway() && told.contains("error"));
        ended.setVisible(told.contains("ended"));
    }

    @Override
    public String getPageTitle() {
        return Texts.text("kit.signIn.title");
    }

    private static LoginI18n words() {
        LoginI18n words = LoginI18n.createDefault();
        LoginI18n.Form form = words.getForm();
        form.setTitle("");
        form.setUsername(Texts.text("kit.signIn.login"));
        form.setPassword(Texts.text("kit.signIn.password"));
        form.setSubmit(Texts.text("kit.signIn.submit"));
        form.setForgotPassword(Texts.text("kit.signIn.forgotten"));
        LoginI18n.ErrorMessage error = words.getErrorMessage();
        error.setTitle(Texts.text("kit.signIn.refused"));
        error.setMessage(Texts.text("kit.signIn.refused.hint"));
        error.setUsername(Texts.text("kit.signIn.login.missing"));
        error.setPassword(Texts.text("kit.signIn.password.missing"));
        return words;
    }
}
