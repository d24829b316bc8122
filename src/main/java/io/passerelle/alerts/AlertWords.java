package io.passerelle.alerts;

import io.passerelle.portal.Bytes;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers of alerts as people read them. */
public final class AlertWords {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d\\d");

    private AlertWords() {}

    /** The day, month or device an alert is about, as people write it. */
    public static String about(Alert alert, Locale locale) {
        return switch (period(alert)) {
            case LocalDate day -> day(day, locale);
            case YearMonth month -> month(month, locale);
            default -> alert.about();
        };
    }

    /** The day or month an alert is about, or else the words for it. */
    public static Object period(Alert alert) {
        String about = alert.about();
        if (DAY.matcher(about).matches()) {
            return LocalDate.parse(about);
        }
        return MONTH.matcher(about).matches() ? YearMonth.parse(about) : about;
    }

    /** Such as 21/11/2026. */
    public static String day(LocalDate day, Locale locale) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale));
    }

    /** Such as November 2026. */
    public static String month(YearMonth month, Locale locale) {
        return month.format(DateTimeFormatter.ofPattern("MMMM yyyy", locale));
    }

    /** Bytes with a unit, or the number. */
    public static String amount(AlertKind kind, long value, Locale locale) {
        return kind.countsBytes() ? Bytes.text(value, locale) : Long.toString(value);
    }
}
