package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The filters of a list: a button that opens their fields, and a chip for each one in force. */
final class ListFilters {

    private final ListDefinition<?> list;
    private final Times times;
    private final Supplier<ListState> state;
    private final Consumer<ListState> change;
    private final Button button =
            new Button(Texts.text("kit.list.filters"), VaadinIcon.FILTER.create());
    private final Div chips = new Div();
    private final List<Runnable> showers = new ArrayList<>();
    private boolean showing;

    ListFilters(
            ListDefinition<?> list,
            Kit kit,
            Supplier<ListState> state,
            Consumer<ListState> change) {
        this.list = list;
        this.times = kit.times();
        this.state = state;
        this.change = change;
        chips.addClassName("chips");
        chips.setVisible(false);
        button.setId(list.id() + "-filters");
        Popover fields = new Popover();
        fields.setTarget(button);
        fields.setPosition(PopoverPosition.BOTTOM_START);
        fields.setAriaLabel(Texts.text("kit.list.filters"));
        Div column = new Div();
        column.addClassName("filter-fields");
        list.filters().forEach(filter -> field(filter).forEach(column::add));
        fields.add(column);
    }

    boolean areAny() {
        return list.filters().stream().anyMatch(f -> !(f instanceof Filter.Linked));
    }

    Component button() {
        return button;
    }

    Component chips() {
        return chips;
    }

    void show(ListState shown) {
        showing = true;
        showers.forEach(Runnable::run);
        showing = false;
        chips.removeAll();
        int inForce = 0;
        for (Filter filter : list.filters()) {
            for (Component chip : chipsOf(filter, shown)) {
                chips.add(chip);
                inForce++;
            }
        }
        chips.setVisible(inForce > 0);
        button.setText(
                inForce == 0
                        ? Texts.text("kit.list.filters")
                        : Texts.text("kit.list.filtersInForce", inForce));
    }

    private List<Component> field(Filter filter) {
        return switch (filter) {
            case Filter.Select select -> List.of(selectField(select));
            case Filter.Words words -> List.of(wordsField(words));
            case Filter.Period period ->
                    List.of(
                            dayField(period, period.from(), "kit.list.from", 0),
                            dayField(period, period.until(), "kit.list.until", 1));
            case Filter.Linked ignored -> List.of();
        };
    }

    private Component selectField(Filter.Select filter) {
        MultiSelectComboBox<Choice> field = new MultiSelectComboBox<>(label(filter));
        field.setId(id(filter.key()));
        field.setItemLabelGenerator(Choice::label);
        field.setItems(filter.choices().get());
        field.setClearButtonVisible(true);
        field.addValueChangeListener(
                event -> set(filter.key(), event.getValue().stream().map(Choice::value).toList()));
        showers.add(() -> {
            List<String> values = values(filter.key());
            Set<Choice> chosen = new LinkedHashSet<>();
            filter.choices().get().stream()
                    .filter(choice -> values.contains(choice.value()))
                    .forEach(chosen::add);
            field.setValue(chosen);
        });
        return field;
    }

    private Component wordsField(Filter.Words filter) {
        TextField field = new TextField(label(filter));
        field.setId(id(filter.key()));
        field.setClearButtonVisible(true);
        field.setMaxLength(200);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(event ->
                set(
                        filter.key(),
                        event.getValue().isBlank() ? List.of() : List.of(event.getValue())));
        showers.add(() -> field.setValue(first(filter.key())));
        return field;
    }

    /**
     * @param daysLater 1 makes the last day count whole: "until" in the listing means before
     */
    private Component dayField(Filter.Period filter, String key, String word, int daysLater) {
        DatePicker field = new DatePicker(Texts.text(word, label(filter)));
        field.setId(id(key));
        field.setLocale(Texts.locale());
        field.setI18n(Calendars.words(Texts.locale()));
        field.setClearButtonVisible(true);
        field.addValueChangeListener(event -> {
            LocalDate day = event.getValue();
            set(
                    key,
                    day == null
                            ? List.of()
                            : List.of(times.startOf(day.plusDays(daysLater)).toString()));
        });
        showers.add(() -> {
            Instant at = instant(first(key));
            field.setValue(at == null ? null : times.dayOf(at).minusDays(daysLater));
        });
        return field;
    }

    private List<Component> chipsOf(Filter filter, ListState shown) {
        List<Component> made = new ArrayList<>();
        switch (filter) {
            case Filter.Select select -> {
                List<Choice> choices = select.choices().get();
                for (String value : shown.filters().getOrDefault(select.key(), List.of())) {
                    made.add(chip(select.key(), value, pair(label(filter), word(choices, value))));
                }
            }
            case Filter.Period period -> {
                periodChip(period, period.from(), "kit.list.from", 0, made);
                periodChip(period, period.until(), "kit.list.until", 1, made);
            }
            case Filter.Words words -> {
                for (String value : shown.filters().getOrDefault(words.key(), List.of())) {
                    made.add(chip(words.key(), value, pair(label(filter), value)));
                }
            }
            case Filter.Linked linked -> {
                for (String value : shown.filters().getOrDefault(linked.key(), List.of())) {
                    made.add(
                            chip(
                                    linked.key(),
                                    value,
                                    pair(label(filter), linked.label().apply(value))));
                }
            }
        }
        return made;
    }

    private void periodChip(
            Filter.Period filter, String key, String word, int daysLater, List<Component> made) {
        Instant at = instant(first(key));
        if (at != null) {
            made.add(
                    chip(
                            key,
                            first(key),
                            pair(
                                    Texts.text(word, label(filter)),
                                    times.dayText(times.dayOf(at).minusDays(daysLater)))));
        }
    }

    private Component chip(String key, String value, String text) {
        Button off = new Button(VaadinIcon.CLOSE_SMALL.create());
        off.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        off.setAriaLabel(Texts.text("kit.list.takeOff", text));
        off.addClickListener(
                click -> set(key, values(key).stream().filter(v -> !v.equals(value)).toList()));
        Span chip = new Span(new Span(text), off);
        chip.addClassName("chip");
        chip.setId(list.id() + "-chip-" + key);
        return chip;
    }

    private static String pair(String name, String value) {
        return Texts.text("kit.pair", name, value);
    }

    private void set(String key, List<String> values) {
        if (!showing && !values.equals(values(key))) {
            change.accept(state.get().withFilter(key, values));
        }
    }

    private List<String> values(String key) {
        return state.get().filters().getOrDefault(key, List.of());
    }

    private String first(String key) {
        List<String> values = values(key);
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static String word(List<Choice> choices, String value) {
        return choices.stream()
                .filter(choice -> choice.value().equals(value))
                .map(Choice::label)
                .findFirst()
                .orElse(value);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException anybodyCanTypeAnAddress) {
            return null;
        }
    }

    private String label(Filter filter) {
        return Texts.text(list.name() + "." + filter.key());
    }

    private String id(String key) {
        return list.id() + "-filter-" + key;
    }
}
