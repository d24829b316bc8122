package io.passerelle.help.portal;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.timepicker.TimePicker;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.help.SupportContacts;
import io.passerelle.help.SupportHours;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import java.time.Duration;
import java.time.ZoneId;

/** Says when it is day for the support, and which days are off. */
final class SupportHoursForm extends FormDialog {

    private static final String NAME = "help.hoursForm";
    private static final Duration STEP = Duration.ofMinutes(30);

    private final TimePicker dayFrom = field("dayFrom", new TimePicker());
    private final TimePicker dayUntil = field("dayUntil", new TimePicker());
    private final ComboBox<String> zone = field("zone", new ComboBox<String>());
    private final Checkbox frenchHolidays = wide("frenchHolidays", new Checkbox());
    private final TextArea otherDays = wide("otherDays", new TextArea());

    SupportHoursForm(Viewer viewer, SupportContacts contacts, SupportHours hours) {
        super(NAME, Texts.text(NAME + ".title"));
        dayFrom.setStep(STEP);
        dayUntil.setStep(STEP);
        dayFrom.setLocale(Texts.locale());
        dayUntil.setLocale(Texts.locale());
        zone.setItems(ZoneId.getAvailableZoneIds().stream().sorted().toList());
        frenchHolidays.setLabel(text("frenchHolidays"));
        otherDays.setMaxLength(4_000);
        otherDays.setMinHeight("7em");
        otherDays.setHelperText(text("otherDays.hint"));
        dayFrom.setValue(hours.dayFrom());
        dayUntil.setValue(hours.dayUntil());
        zone.setValue(hours.zone().getId());
        frenchHolidays.setValue(hours.frenchHolidays());
        otherDays.setValue(hours.otherDays());
        onSave(
                Texts.text("kit.save"),
                () -> {
                    contacts.update(viewer, changed(hours.version()));
                    Notices.done(text("changed"));
                });
    }

    private SupportHours changed(int version) {
        if (dayFrom.getValue() == null) {
            throw Refused.field("dayFrom", "required");
        }
        if (dayUntil.getValue() == null) {
            throw Refused.field("dayUntil", "required");
        }
        if (zone.getValue() == null) {
            throw Refused.field("zone", "required");
        }
        return new SupportHours(
                ZoneId.of(zone.getValue()),
                dayFrom.getValue(),
                dayUntil.getValue(),
                frenchHolidays.getValue(),
                otherDays.getValue(),
                version);
    }
}
