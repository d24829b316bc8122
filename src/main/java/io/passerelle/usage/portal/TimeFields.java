package io.passerelle.usage.portal;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.passerelle.portal.Calendars;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which time is shown, and what of it. */
final class TimeFields extends Div {

    private static final String NAME = UsagePage.NAME;
    private static final int USUAL_DAYS = 31;
    private static final int LONGEST_YEARS = 10;

    private final Kit kit;
    private final Select<Window.Choice> choice = new Select<>();
    private final DatePicker first = new DatePicker(Texts.text(NAME + ".first"));
    private final DatePicker last = new DatePicker(Texts.text(NAME + ".last"));
    private final Select<Measure> measure = new Select<>();
    private boolean filling;

    TimeFields(Kit kit, Runnable changed) {
        this.kit = kit;
        addClassName("usage-fields");
        choice.setId("usage-period");
        choice.setLabel(Texts.text(NAME + ".period"));
        choice.setItems(Window.Choice.values());
        choice.setItemLabelGenerator(c -> Texts.text(NAME + ".period", c));
        measure.setId("usage-measure");
        measure.setLabel(Texts.text(NAME + ".measure"));
        measure.setItems(Measure.values());
        measure.setItemLabelGenerator(m -> Texts.text(NAME + ".measure", m));
        for (DatePicker day : new DatePicker[] {first, last}) {
            day.setI18n(Calendars.words(Texts.locale()));
            day.setLocale(Texts.locale());
            day.setRequired(true);
        }
        first.setId("usage-first");
        last.setId("usage-last");
        restore(Map.of());
        choice.addValueChangeListener(change -> {
            fit();
            tell(changed);
        });
        measure.addValueChangeListener(change -> tell(changed));
        first.addValueChangeListener(change -> tell(changed));
        last.addValueChangeListener(change -> tell(changed));
        add(choice, first, last, measure);
    }

    private void tell(Runnable changed) {
        if (!filling && isWhole()) {
            changed.run();
        }
    }

    /** Whether the days make a time; says beside the field when they do not. */
    private boolean isWhole() {
        LocalDate from = first.getValue();
        LocalDate to = last.getValue();
        boolean free = choice.getValue() == Window.Choice.FREE;
        boolean backwards = free && from != null && to != null && to.isBefore(from);
        boolean tooLong =
                free && from != null && to != null && from.plusYears(LONGEST_YEARS).isBefore(to);
        last.setErrorMessage(
                backwards
                        ? Texts.text("error.usage.backwards")
                        : Texts.text(NAME + ".tooLong", LONGEST_YEARS));
        last.setInvalid(backwards || tooLong);
        return !free || from != null && to != null && !backwards && !tooLong;
    }

    private void fit() {
        boolean free = choice.getValue() == Window.Choice.FREE;
        first.setVisible(free);
        last.setVisible(free);
    }

    /** The time that is chosen. */
    Window window() {
        ZoneId zone = kit.viewer().zone();
        LocalDate from = first.getValue();
        LocalDate to = last.getValue();
        Window.Choice chosen = Objects.requireNonNullElse(choice.getValue(), Window.Choice.MONTH);
        return chosen == Window.Choice.FREE && from != null && to != null
                ? Window.between(from, to, zone)
                : Window.of(chosen, Instant.now(), zone);
    }

    /** What of it is shown. */
    Measure measure() {
        return Objects.requireNonNullElse(measure.getValue(), Measure.BYTES);
    }

    /** As the page's address has it; what is usual is left out. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (choice.getValue() == Window.Choice.FREE && isWhole()) {
            parameters.put("from", first.getValue().toString());
            parameters.put("to", last.getValue().toString());
        } else if (choice.getValue() != Window.Choice.MONTH) {
            parameters.put("period", choice.getValue().word());
        }
        switch (measure()) {
            case BYTES -> {
                // usual
            }
            case SESSIONS -> parameters.put("measure", "sessions");
            case INVOICED -> parameters.put("measure", "invoices");
        }
        return parameters;
    }

    /** Chooses what an address says. */
    void restore(Map<String, String> parameters) {
        filling = true;
        LocalDate today = LocalDate.now(kit.viewer().zone());
        LocalDate from = day(parameters.get("from"));
        LocalDate to = day(parameters.get("to"));
        boolean free = from != null && to != null;
        first.setValue(free ? from : today.minusDays(USUAL_DAYS - 1L));
        last.setValue(free ? to : today);
        choice.setValue(
                free
                        ? Window.Choice.FREE
                        : Window.Choice.of(parameters.getOrDefault("period", ""))
                                .orElse(Window.Choice.MONTH));
        measure.setValue(
                switch (parameters.getOrDefault("measure", "")) {
                    case "sessions" -> Measure.SESSIONS;
                    case "invoices" -> Measure.INVOICED;
                    default -> Measure.BYTES;
                });
        fit();
        filling = false;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
