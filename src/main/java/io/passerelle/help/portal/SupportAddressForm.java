package io.passerelle.help.portal;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.help.SupportAddress;
import io.passerelle.help.SupportContacts;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds a kind of equipment with its mail address, or changes one. */
final class SupportAddressForm extends FormDialog {

    private static final String NAME = "help.addressForm";
    private static final int USUAL_POSITION = 100;

    private final TextField labelFr = field("labelFr", new TextField());
    private final TextField labelEn = field("labelEn", new TextField());
    private final TextField email = wide("email", new TextField());
    private final Select<String> language = field("language", new Select<String>());
    private final IntegerField position = field("position", new IntegerField());

    SupportAddressForm(Viewer viewer, SupportContacts contacts, @Nullable SupportAddress address) {
        super(NAME, Texts.text(NAME + (address == null ? ".new" : ".change")));
        labelFr.setMaxLength(120);
        labelEn.setMaxLength(120);
        email.setMaxLength(320);
        email.setHelperText(text("email.hint"));
        language.setItems("fr", "en");
        language.setItemLabelGenerator(GuideWords::language);
        language.setValue(address == null ? "fr" : address.language());
        position.setValue(address == null ? USUAL_POSITION : address.position());
        if (address == null) {
            onSave(Texts.text("kit.create"), () -> contacts.create(viewer, draft()));
        } else {
            labelFr.setValue(address.labelFr());
            labelEn.setValue(address.labelEn());
            email.setValue(address.email());
            onSave(
                    Texts.text("kit.save"),
                    () -> contacts.update(viewer, address.id(), address.version(), draft()));
        }
    }

    private SupportAddress.Draft draft() {
        return new SupportAddress.Draft(
                Objects.requireNonNullElse(position.getValue(), USUAL_POSITION),
                labelFr.getValue(),
                labelEn.getValue(),
                email.getValue(),
                language.getValue());
    }
}
