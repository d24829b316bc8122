package io.passerelle.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The days that lie in a time, for what is known by days only: those whose noon does, where the
 * reader lives.
 *
 * @param last belongs to them; before {@code first} when there are none
 */
record WholeDays(LocalDate first, LocalDate last) {

    static WholeDays of(Instant from, Instant until, ZoneId zone) {
        LocalDate first = from.atZone(zone).toLocalDate();
        LocalDate last = until.atZone(zone).toLocalDate();
        return new WholeDays(
                noon(first, zone).isBefore(from) ? first.plusDays(1) : first,
                noon(last, zone).isBefore(until) ? last : last.minusDays(1));
    }

    static Instant noon(LocalDate day, ZoneId zone) {
        return day.atTime(LocalTime.NOON).atZone(zone).toInstant();
    }

    boolean isEmpty() {
        return last.isBefore(first);
    }
}
