package io.passerelle.portal.accounts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Preferences;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Language, colours and time zone of the person. */
@Route("preferences")
@PermitAll
class PreferencesPage extends Div implements HasDynamicTitle {

    private static final String NAME = "accounts.preferences";

    private final RadioButtonGroup<String> language = new RadioButtonGroup<>(text("language"));
    private final RadioButtonGroup<String> colors = new RadioButtonGroup<>(text("colors"));
    private final ComboBox<String> zone = new ComboBox<>(text("zone"));
    private final Span now = new Span();

    PreferencesPage(Kit kit, Preferences preferences) {
        Viewer viewer = kit.viewer();
        addClassName("page-card");
        language.setId("language");
        language.setItems("fr", "en");
        language.setItemLabelGenerator(code -> code.equals("fr") ? "Français" : "English");
        language.setValue(viewer.locale().getLanguage());
        colors.setId("colors");
        colors.setItems("system", "light", "dark");
        colors.setItemLabelGenerator(scheme -> Texts.text("kit.colors." + scheme));
        colors.setValue(viewer.colorScheme());
        zone.setId("zone");
        zone.setItems(zones());
        zone.setValue(viewer.zone().getId());
        zone.setHelperText(text("zone.hint"));
        zone.addValueChangeListener(changed -> showTime(changed.getValue()));
        showTime(viewer.zone().getId());
        Button save = new Button(Texts.text("kit.save"), click -> save(kit, preferences));
        save.setId("save-preferences");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        FormLayout form = new FormLayout(language, colors, zone, now);
        form.setAutoResponsive(true);
        form.setMaxColumns(1);
        form.setColumnWidth("20rem");
        form.setExpandFields(true);
        add(form, save);
    }

    @Override
    public String getPageTitle() {
        return text("title");
    }

    private void save(Kit kit, Preferences preferences) {
        Notices.guarded(() -> {
            var account = kit.viewer().accountId();
            preferences.language(account, language.getValue());
            preferences.colorScheme(account, colors.getValue());
            preferences.zone(account, zone.getValue());
            // A new page takes language, colours and zone everywhere at once.
            getUI().ifPresent(ui -> ui.getPage().reload());
        });
    }

    private void showTime(String zoneId) {
        if (zoneId != null) {
            now.setText(
                    text(
                            "zone.now",
                            new Times(Texts.locale(), ZoneId.of(zoneId)).text(Instant.now())));
        }
    }

    private static List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id ->
                        id.contains("/") && !id.startsWith("Etc") && !id.startsWith("SystemV"))
                .sorted()
                .toList();
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
