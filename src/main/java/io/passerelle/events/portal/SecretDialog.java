package io.passerelle.events.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.events.Webhooks;
import io.passerelle.portal.Texts;

/** Shows a web hook's secret, this once. */
final class SecretDialog extends Dialog {

    private static final String NAME = "events.secret";

    private SecretDialog(Webhooks.WithSecret made) {
        setId("webhook-secret");
        setHeaderTitle(Texts.text(NAME + ".title", made.webhook().name()));
        setCloseOnOutsideClick(false);
        setWidth("34rem");
        TextField secret = new TextField(Texts.text(NAME + ".secret"));
        secret.setId("webhook-secret-value");
        secret.setValue(made.secret());
        secret.setReadOnly(true);
        secret.setWidthFull();
        secret.setAutoselect(true);
        add(new Paragraph(Texts.text(NAME + ".once")), secret);
        Button close = new Button(Texts.text("kit.close"), click -> close());
        close.setId("webhook-secret-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(close);
    }

    static void show(Webhooks.WithSecret made) {
        new SecretDialog(made).open();
    }
}
