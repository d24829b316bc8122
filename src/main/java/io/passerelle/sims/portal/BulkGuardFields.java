package io.passerelle.sims.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.select.Select;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.Calendars;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import io.passerelle.sims.GuardParameter;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimGuards.ExpiryAction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What guards and tags many cards are to have (M2M-11): the part of the form that asks for it. */
final class BulkGuardFields {

    private final FormDialog form;
    private final Select<String> device = new Select<>();
    private final Select<String> protection = new Select<>();
    private final Select<String> expiry = new Select<>();
    private final DatePicker day = new DatePicker();
    private final MultiSelectComboBox<String> add = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<String> remove = new MultiSelectComboBox<>();

    /**
     * @param selected cards whose tags can be taken away; when there are none, any known ones
     */
    BulkGuardFields(FormDialog form, Viewer viewer, SimServices services, List<Sim> selected) {
        this.form = form;
        choice("device", device, GuardParameter.SEEN, GuardParameter.NONE);
        device.setHelperText(form.text("device.hint"));
        choice("protection", protection, GuardParameter.ON, GuardParameter.OFF);
        choice(
                "expiry",
                expiry,
                ExpiryAction.SUSPEND.name(),
                ExpiryAction.TERMINATE.name(),
                GuardParameter.NONE);
        form.wide("day", day).setRequired(true);
        day.setLocale(Texts.locale());
        day.setI18n(Calendars.words(Texts.locale()));
        day.setHelperText(form.text("day.hint", viewer.zone().getId()));
        List<String> known = new ArrayList<>(services.cards().tags(viewer));
        form.wide("add", add).setItems(known);
        add.setHelperText(Texts.text("sims.tagsForm.add.hint"));
        add.setAllowCustomValue(true);
        add.addCustomValueSetListener(typed -> chosen(known, typed.getDetail().strip()));
        Set<String> present = new TreeSet<>(selected.isEmpty() ? known : List.of());
        selected.forEach(sim -> present.addAll(sim.tags()));
        form.wide("remove", remove).setItems(present);
        expiry.addValueChangeListener(chosen -> adapt(SimAction.EXPIRY));
        adapt(null);
    }

    private void choice(String name, Select<String> field, String... words) {
        form.wide(name, field).setItems(words);
        field.setItemLabelGenerator(word -> word == null ? "" : form.text(name + "." + word));
        field.setValue(words[0]);
    }

    private void chosen(List<String> known, String tag) {
        if (tag.isEmpty()) {
            return;
        }
        if (!known.contains(tag)) {
            known.add(tag);
            Set<String> before = new LinkedHashSet<>(add.getValue());
            add.setItems(known);
            add.setValue(before);
        }
        add.select(tag);
    }

    /** Shows what an action needs to know. */
    void adapt(@Nullable SimAction action) {
        device.setVisible(action == SimAction.DEVICE);
        protection.setVisible(action == SimAction.PROTECTION);
        expiry.setVisible(action == SimAction.EXPIRY);
        day.setVisible(
                action == SimAction.EXPIRY && !GuardParameter.NONE.equals(expiry.getValue()));
        add.setVisible(action == SimAction.TAGS);
        remove.setVisible(action == SimAction.TAGS);
    }

    /** The field a refusal of the parameter stands beside. */
    Component field(@Nullable SimAction action) {
        return switch (action) {
            case DEVICE -> device;
            case PROTECTION -> protection;
            case TAGS -> add;
            case null, default -> day;
        };
    }

    /** What was chosen, as jobs know it. */
    String parameter(SimAction action) {
        return switch (action) {
            case DEVICE -> device.getValue();
            case PROTECTION -> protection.getValue();
            case TAGS -> tags();
            default -> expiry();
        };
    }

    private String tags() {
        if (add.getValue().isEmpty() && remove.getValue().isEmpty()) {
            throw Refused.field("add", "sim.tags.none");
        }
        return GuardParameter.text(add.getValue(), remove.getValue());
    }

    private String expiry() {
        if (GuardParameter.NONE.equals(expiry.getValue())) {
            return GuardParameter.NONE;
        }
        LocalDate chosen = day.getValue();
        if (chosen == null) {
            throw Refused.field("day", "required");
        }
        return GuardParameter.text(chosen, ExpiryAction.valueOf(expiry.getValue()));
    }
}
