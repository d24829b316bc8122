package io.passerelle.people.portal;

import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Passkey;
import io.passerelle.accounts.Viewer;
import io.passerelle.people.OwnPasskeys;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;

/** Names a passkey, so that its owner tells it from the others. */
final class PasskeyNameForm extends FormDialog {

    private static final String NAME = "people.passkey";

    PasskeyNameForm(Viewer viewer, OwnPasskeys passkeys, Passkey key, Runnable done) {
        super(NAME, Texts.text(NAME + ".title"));
        TextField name = new TextField();
        wide("name", name).setRequired(true);
        name.setMaxLength(80);
        name.setValue(key.name());
        name.setHelperText(text("name.hint"));
        onSave(
                Texts.text("kit.save"),
                () -> {
                    passkeys.rename(viewer, key.id(), name.getValue());
                    done.run();
                });
    }
}
