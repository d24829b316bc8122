package io.passerelle.help;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The public holidays of metropolitan France (Code du travail, L3133-1). */
public enum FrenchHolidays {
    NEW_YEAR(year -> MonthDay.of(1, 1).atYear(year)),
    EASTER_MONDAY(year -> easter(year).plusDays(1)),
    LABOUR_DAY(year -> MonthDay.of(5, 1).atYear(year)),
    VICTORY(year -> MonthDay.of(5, 8).atYear(year)),
    ASCENSION(year -> easter(year).plusDays(39)),
    WHIT_MONDAY(year -> easter(year).plusDays(50)),
    BASTILLE_DAY(year -> MonthDay.of(7, 14).atYear(year)),
    ASSUMPTION(year -> MonthDay.of(8, 15).atYear(year)),
    ALL_SAINTS(year -> MonthDay.of(11, 1).atYear(year)),
    ARMISTICE(year -> MonthDay.of(11, 11).atYear(year)),
    CHRISTMAS(year -> MonthDay.of(12, 25).atYear(year));

    private final IntFunction<LocalDate> day;

    FrenchHolidays(IntFunction<LocalDate> day) {
        this.day = day;
    }

    /** Those of a year; of two on one day, the later in this list. */
    public static Map<LocalDate, FrenchHolidays> of(int year) {
        Map<LocalDate, FrenchHolidays> days = new TreeMap<>();
        for (FrenchHolidays holiday : values()) {
            days.put(holiday.day.apply(year), holiday);
        }
        return days;
    }

    /** Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
    static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int rest = year % 100;
        int moonShift = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - moonShift + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
        int late = (golden + 11 * epact + 22 * weekday) / 451;
        int days = epact + weekday - 7 * late + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1);
    }
}
