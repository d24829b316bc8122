package io.passerelle.portal;

import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The words of date pickers, which the browser does not know by itself. */
public final class Calendars {

    private static final List<DayOfWeek> FROM_SUNDAY =
            Stream.iterate(DayOfWeek.SUNDAY, day -> day.plus(1)).limit(7).toList();

    private Calendars() {}

    /** For the pickers of a page in that language. */
    public static DatePickerI18n words(Locale locale) {
        return new DatePickerI18n()
                .setMonthNames(
                        Stream.of(Month.values())
                                .map(m -> m.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                                .toList())
                .setWeekdays(days(TextStyle.FULL_STANDALONE, locale))
                .setWeekdaysShort(days(TextStyle.SHORT_STANDALONE, locale))
                .setFirstDayOfWeek(WeekFields.of(locale).getFirstDayOfWeek().getValue() % 7)
                .setToday(Texts.text("kit.today"))
                .setCancel(Texts.text("kit.cancel"));
    }

    private static List<String> days(TextStyle style, Locale locale) {
        return FROM_SUNDAY.stream().map(day -> day.getDisplayName(style, locale)).toList();
    }
}
