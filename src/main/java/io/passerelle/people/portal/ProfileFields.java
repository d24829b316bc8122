package io.passerelle.people.portal;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.people.Profile;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** The fields of particulars in a form. */
final class ProfileFields {

    private final ComboBox<String> title = new ComboBox<>();
    private final TextField firstName = new TextField();
    private final TextField lastName = new TextField();
    private final EmailField email = new EmailField();
    private final Select<String> language = new Select<>();
    private final ComboBox<String> zone = new ComboBox<>();

    /**
     * Adds them to a form whose texts name them.
     *
     * @param mailProblem what a mail server says of the address; empty for nothing
     */
    ProfileFields(FormDialog form, Profile shown, String mailProblem) {
        form.wide("title", title).setItems("M.", "Mme", "Mr", "Ms");
        title.setAllowCustomValue(true);
        title.addCustomValueSetListener(typed -> title.setValue(typed.getDetail()));
        title.setClearButtonVisible(true);
        title.setValue(shown.title().isEmpty() ? null : shown.title());
        form.field("firstName", firstName).setValue(shown.firstName());
        form.field("lastName", lastName).setValue(shown.lastName());
        form.wide("email", email).setRequired(true);
        email.setValue(shown.email());
        if (!mailProblem.isEmpty()) {
            email.setHelperText(Texts.text("people.mailRefused", mailProblem));
        }
        form.field("language", language).setItems("fr", "en");
        language.setItemLabelGenerator(code -> code.equals("fr") ? "Français" : "English");
        language.setValue(shown.language());
        form.field("timeZone", zone).setItems(zones(shown.zone()));
        zone.setValue(shown.zone());
    }

    /** What is in them. */
    Profile value() {
        return new Profile(
                Objects.requireNonNullElse(title.getValue(), ""),
                firstName.getValue(),
                lastName.getValue(),
                email.getValue(),
                Objects.requireNonNullElse(language.getValue(), ""),
                Objects.requireNonNullElse(zone.getValue(), ""));
    }

    private static List<String> zones(String shown) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id ->
                        id.equals(shown)
                                || id.contains("/")
                                        && !id.startsWith("Etc")
                                        && !id.startsWith("SystemV"))
                .sorted()
                .toList();
    }
}
