package io.passerelle.people.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.passerelle.people.Passwords;
import io.passerelle.portal.Texts;
import io.passerelle.store.StoreState;

/** For who forgot the password: the same answer whether there is such an account or not (ACC-3). */
@Route(value = "forgotten", autoLayout = false)
@AnonymousAllowed
class ForgottenPage extends StrangersCard implements HasDynamicTitle {

    private static final String NAME = "people.forgotten";

    private final Passwords passwords;
    private final String address;
    private final StoreState store;
    private final Button send = new Button();
    private final TextField who = new TextField(Texts.text(NAME + ".who"));

    ForgottenPage(Passwords passwords, StoreState store) {
        super(Texts.text(NAME + ".title"));
        this.store = store;
        who.setManualValidation(true);
        this.passwords = passwords;
        VaadinRequest request = VaadinRequest.getCurrent();
        this.address = request == null ? "" : request.getRemoteAddr();
        who.setId("who");
        who.setMaxLength(320);
        who.setWidthFull();
        who.getElement().setAttribute("autocomplete", "username");
        send.setText(Texts.text(NAME + ".send"));
        send.addClickListener(click -> send());
        send.setId("send-link");
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.addClickShortcut(Key.ENTER);
        send.setDisableOnClick(true);
        show(
                new Paragraph(Texts.text(NAME + ".text")),
                who,
                send,
                new Paragraph(new Anchor("login", Texts.text("people.toSignIn"))));
    }

    private void send() {
        if (store.isAway()) {
            send.setEnabled(true);
            who.setErrorMessage(Texts.text(NAME + ".away"));
            who.setInvalid(true);
            return;
        }
        passwords.forgotten(who.getValue(), address);
        say("link-sent", Texts.text(NAME + ".sent"));
    }

    @Override
    public String getPageTitle() {
        return Texts.text(NAME + ".title");
    }
}
