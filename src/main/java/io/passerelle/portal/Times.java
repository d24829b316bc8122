package io.passerelle.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moments and durations as the viewer reads them: in their language and time zone. */
public final class Times {

    private final ZoneId zone;
    private final DateTimeFormatter moment;
    private final DateTimeFormatter day;

    /** For one viewer. */
    public Times(Locale locale, ZoneId zone) {
        this.zone = zone;
        this.moment =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .withZone(zone);
        this.day = DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale);
    }

    /** Day and time to the second. */
    public String text(@Nullable Instant at) {
        return at == null ? "" : moment.format(at);
    }

    /** A day. */
    public String dayText(LocalDate at) {
        return day.format(at);
    }

    /** A cell with the moment, and how long ago that is under the pointer; exports get ISO 8601. */
    public Cell cell(@Nullable Instant at) {
        return at == null
                ? Cell.NONE
                : Cell.of(text(at)).styled("nums").withTooltip(ago(at, Instant.now()));
    }

    /** A cell that says how long ago it is, with the moment under the pointer. */
    public Cell agoCell(@Nullable Instant at) {
        return at == null ? Cell.NONE : Cell.of(ago(at, Instant.now())).withTooltip(text(at));
    }

    /** What exports write: ISO 8601 with the viewer's offset, to the millisecond. */
    public String exported(@Nullable Instant at) {
        return at == null
                ? ""
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        at.truncatedTo(ChronoUnit.MILLIS).atZone(zone));
    }

    /** How long ago, such as "5 minutes ago"; moments to come read as now. */
    String ago(Instant at, Instant now) {
        Duration past = Duration.between(at, now);
        if (past.toSeconds() < 10) {
            return Texts.text("kit.ago.now");
        }
        if (past.toMinutes() < 1) {
            return Texts.text("kit.ago.seconds", past.toSeconds());
        }
        if (past.toHours() < 1) {
            return Texts.text("kit.ago.minutes", past.toMinutes());
        }
        return past.toDays() < 2
                ? Texts.text("kit.ago.hours", past.toHours())
                : Texts.text("kit.ago.days", past.toDays());
    }

    /** The first instant of a day where the viewer lives. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The day of an instant where the viewer lives. */
    public LocalDate dayOf(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /**
     * A duration in its two largest units, such as {@code 2 h 05 min} or {@code 350 ms}.
     *
     * @param length zero or more
     */
    public static String length(Duration length) {
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return length.toMillis() + " ms";
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            return length.toSeconds() + " s";
        }
        if (length.compareTo(Duration.ofHours(1)) < 0) {
            return "%d min %02d s".formatted(length.toMinutes(), length.toSecondsPart());
        }
        if (length.compareTo(Duration.ofDays(1)) < 0) {
            return "%d h %02d min".formatted(length.toHours(), length.toMinutesPart());
        }
        return Texts.text("kit.days", length.toDays(), length.toHoursPart());
    }
}
