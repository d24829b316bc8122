package io.passerelle.help;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When it is day for the support.
 *
 * @param zone the operator's time zone
 * @param dayFrom when the day begins
 * @param dayUntil when the evening begins, after {@code dayFrom}
 * @param frenchHolidays whether French public holidays are days off
 * @param otherDays one day a line: {@code 2026-12-24 Christmas Eve} is off too; with a minus sign
 *     before it a day is an ordinary one whatever the calendar says
 * @param version counts changes
 */
public record SupportHours(
        ZoneId zone,
        LocalTime dayFrom,
        LocalTime dayUntil,
        boolean frenchHolidays,
        String otherDays,
        int version) {

    private static final Pattern LINE =
            Pattern.compile("(-?)\\s*(\\d{4}-\\d{2}-\\d{2})(?:\\s+(.{0,100}))?");

    /** What the part of the week is at a moment. */
    public SupportPeriod at(Instant moment) {
        ZonedDateTime there = moment.atZone(zone);
        LocalTime time = there.toLocalTime();
        if (isOff(there.toLocalDate())) {
            return SupportPeriod.WEEKEND;
        }
        return !time.isBefore(dayFrom) && time.isBefore(dayUntil)
                ? SupportPeriod.DAY
                : SupportPeriod.EVENING;
    }

    /** Whether a day is a Saturday, a Sunday or a holiday. */
    public boolean isOff(LocalDate day) {
        Optional<Other> other = other(day);
        if (other.isPresent()) {
            return other.get().off();
        }
        return day.getDayOfWeek() == DayOfWeek.SATURDAY
                || day.getDayOfWeek() == DayOfWeek.SUNDAY
                || frenchHolidays && FrenchHolidays.of(day.getYear()).containsKey(day);
    }

    /**
     * The holidays that come, weekends left out, with their names; names of other days as given.
     */
    public Map<LocalDate, String> holidays(LocalDate from, int most) {
        Map<LocalDate, String> found = new LinkedHashMap<>();
        LocalDate end = from.plusYears(1);
        for (LocalDate day = from;
                day.isBefore(end) && found.size() < most;
                day = day.plusDays(1)) {
            String name = holiday(day);
            if (name != null) {
                found.put(day, name);
            }
        }
        return found;
    }

    private @Nullable String holiday(LocalDate day) {
        Optional<Other> other = other(day);
        if (other.isPresent()) {
            return other.get().off() ? other.get().name() : null;
        }
        FrenchHolidays holiday = FrenchHolidays.of(day.getYear()).get(day);
        return frenchHolidays && holiday != null ? holiday.name() : null;
    }

    /** The first line that cannot be read; empty when all can. */
    public static Optional<String> badLine(String otherDays) {
        return lines(otherDays).stream().filter(line -> read(line).isEmpty()).findFirst();
    }

    private Optional<Other> other(LocalDate day) {
        return lines(otherDays).stream()
                .flatMap(line -> read(line).stream())
                .filter(other -> other.day().equals(day))
                .findFirst();
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static Optional<Other> read(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            String name = parts.group(3) == null ? "" : parts.group(3).strip();
            boolean off = parts.group(1).isEmpty();
            return Optional.of(new Other(LocalDate.parse(parts.group(2)), off, name));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A day that is not what the calendar says. */
    private record Other(LocalDate day, boolean off, String name) {}
}
