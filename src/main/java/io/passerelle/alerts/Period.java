package io.passerelle.alerts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * A day or a month of UTC in which bytes are counted.
 *
 * @param name such as {@code 2026-11-21} or {@code 2026-11}
 * @param first its first day
 * @param behind the day behind its last
 * @param over whether it is past
 */
public record Period(String name, LocalDate first, LocalDate behind, boolean over) {

    /** Of days that passed without a look, the last so many are looked at. */
    private static final int DAYS_AT_MOST = 7;

    private static final int MONTHS_AT_MOST = 2;

    /**
     * All from one moment to another, oldest first: a limit that is crossed just before midnight is
     * found after it.
     */
    public static List<Period> between(AlertKind kind, Instant from, Instant now) {
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
        return kind.isOfMonth() ? months(first, last) : days(first, last);
    }

    private static List<Period> days(LocalDate from, LocalDate last) {
        LocalDate oldest = last.minusDays(DAYS_AT_MOST - 1L);
        LocalDate first = from.isBefore(oldest) ? oldest : from;
        return Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1))
                .map(day -> new Period(day.toString(), day, day.plusDays(1), day.isBefore(last)))
                .toList();
    }

    private static List<Period> months(LocalDate from, LocalDate now) {
        YearMonth last = YearMonth.from(now);
        YearMonth oldest = last.minusMonths(MONTHS_AT_MOST - 1L);
        YearMonth since = YearMonth.from(from);
        YearMonth first = since.isBefore(oldest) ? oldest : since;
        return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
                .map(month ->
                        new Period(
                                month.toString(),
                                month.atDay(1),
                                month.plusMonths(1).atDay(1),
                                month.isBefore(last)))
                .toList();
    }
}
