package io.passerelle.usage.portal;

import io.passerelle.portal.Bytes;
import io.passerelle.portal.Texts;
import io.passerelle.usage.Amount;
import io.passerelle.usage.Series;
import io.passerelle.usage.Slot;
import io.passerelle.usage.Source;
import io.passerelle.usage.Step;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** The values of a series in words: under the pointer, in the table, along the axis. */
final class SlotWords {

    private static final String NAME = "usage.chart";
    private static final int NOON_IN_MINUTES = 720;

    private final Source source;
    private final Step step;
    private final Locale locale;
    private final ZoneId zone;
    private final DateTimeFormatter day;
    private final DateTimeFormatter shortDay;
    private final DateTimeFormatter hour;
    private final DateTimeFormatter month;
    private final DateTimeFormatter shortMonth;

    SlotWords(Series series, Locale locale) {
        this.source = series.source();
        this.step = series.step();
        this.locale = locale;
        this.zone = series.zone();
        this.day = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
        this.shortDay = DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale);
        this.hour = DateTimeFormatter.ofLocalizedPattern("Hm").withLocale(locale);
        this.month = DateTimeFormatter.ofLocalizedPattern("yMMMM").withLocale(locale);
        this.shortMonth = DateTimeFormatter.ofLocalizedPattern("yMMM").withLocale(locale);
    }

    /** When: in full. */
    String when(Slot slot) {
        return switch (step) {
            case HOUR ->
                    day.format(at(slot.from()))
                            + ", "
                            + hour.format(at(slot.from()))
                            + " – "
                            + hour.format(at(slot.until()));
            case DAY -> day.format(middle(slot));
            case MONTH -> month.format(middle(slot));
        };
    }

    /** What stands below the axis; empty where an hour is none of those that are named. */
    String tick(Slot slot, boolean hours) {
        return switch (step) {
            case HOUR -> hours ? hour.format(at(slot.from())) : shortDay.format(at(slot.from()));
            case DAY -> shortDay.format(middle(slot));
            case MONTH -> shortMonth.format(middle(slot));
        };
    }

    /** Whether the slot begins a day where the reader lives. */
    boolean beginsDay(Slot slot) {
        return at(slot.from()).getHour() == 0;
    }

    /** The hour of the day where the reader lives. */
    int hourOf(Slot slot) {
        return at(slot.from()).getHour();
    }

    /** What was carried, in full. */
    String what(Slot slot) {
        return slot.heard() ? amount(slot.amount()) : Texts.text(NAME + ".gap." + source);
    }

    /** How many sessions began; a dash where nobody counts them. */
    String sessions(Slot slot) {
        return source == Source.GATEWAY ? Long.toString(slot.amount().sessions()) : "–";
    }

    private String amount(Amount amount) {
        return Texts.text(
                NAME + ".amount." + source,
                Bytes.text(amount.octetsIn(), locale),
                Bytes.text(amount.octetsOut(), locale),
                amount.sessions());
    }

    /** A number on the axis. */
    String axis(Measure measure, long value) {
        return measure.isBytes()
                ? Bytes.text(value, locale)
                : NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** A day may begin some minutes before midnight: its middle says which it is. */
    private ZonedDateTime middle(Slot slot) {
        return at(slot.from()).plusMinutes(NOON_IN_MINUTES);
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(zone);
    }
}
