package io.passerelle.portal.shell;

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
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.passerelle.accounts.PendingSignIn;
import io.passerelle.accounts.Viewers;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.store.StoreState;

/** Sign-in. The language can be chosen before anybody knows who it is. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
class SignInPage extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final LoginForm form = new LoginForm();
    private final Viewers viewers;
    private final StoreState store;

    SignInPage(Viewers viewers, Kit kit, StoreState store) {
        this.viewers = viewers;
        this.store = store;
        addClassName("sign-in");
        Image logo = new Image("favicon.svg", "");
        logo.addClassName("logo");
        H1 name = new H1("Passerelle");
        Paragraph claim = new Paragraph(Texts.text("kit.signIn.claim"));
        claim.addClassName("claim");
        form.setId("sign-in");
        form.setAction("login");
        form.addForgotPasswordListener(asked -> getUI().ifPresent(ui -> ui.navigate("forgotten")));
        form.setI18n(words());
        Div card =
                new Div(
                        logo,
                        name,
                        claim,
                        new StoreBanner(kit, store, null),
                        form,
                        AppearanceBar.beforeSignIn());
        card.addClassName("card");
        add(card);
        open();
        kit.live(this, StoreState.TOPIC, this::open);
    }

    /** Without the database nobody's password can be checked. */
    private void open() {
        form.setEnabled(!store.isAway());
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
        form.setError(
                !store.isAway()
                        && event.getLocation()
                                .getQueryParameters()
                                .getParameters()
                                .containsKey("error"));
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
