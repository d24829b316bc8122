package io.passerelle.usage.portal;

import io.passerelle.usage.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The time a chart shows.
 *
 * @param from its beginning
 * @param until its end, which may be to come
 * @param back how far back the time before it begins, of the same length
 */
record Window(Instant from, Instant until, Step step, Instant back) {

    private static final long HOURS_UP_TO_DAYS = 7;
    private static final long DAYS_UP_TO_DAYS = 100;
    private static final int MONTHS = 12;

    /** What people choose among. */
    enum Choice {
        DAY("24h"),
        WEEK("7d"),
        MONTH("31d"),
        YEAR("12m"),
        FREE("free");

        private final String word;

        Choice(String word) {
            this.word = word;
        }

        /** As the page's address has it. */
        String word() {
            return word;
        }

        static Optional<Choice> of(String word) {
            for (Choice choice : values()) {
                if (choice.word.equals(word)) {
                    return Optional.of(choice);
                }
            }
            return Optional.empty();
        }
    }

    /** The time up to now. */
    static Window of(Choice choice, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return switch (choice) {
            case DAY -> {
                Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
                Instant begin = end.minus(1, ChronoUnit.DAYS);
                yield new Window(begin, end, Step.HOUR, begin.minus(1, ChronoUnit.DAYS));
            }
            case WEEK -> days(today.minusDays(6), today, Step.HOUR, zone);
            case MONTH, FREE -> days(today.minusDays(30), today, Step.DAY, zone);
            case YEAR -> {
                LocalDate end = today.withDayOfMonth(1).plusMonths(1);
                LocalDate begin = end.minusMonths(MONTHS);
                yield new Window(
                        startOf(begin, zone),
                        startOf(end, zone),
                        Step.MONTH,
                        startOf(begin.minusMonths(MONTHS), zone));
            }
        };
    }

    /** From the beginning of a day to the end of another, by what can be read. */
    static Window between(LocalDate first, LocalDate last, ZoneId zone) {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        Step step =
                days <= HOURS_UP_TO_DAYS
                        ? Step.HOUR
                        : days <= DAYS_UP_TO_DAYS ? Step.DAY : Step.MONTH;
        return days(first, last, step, zone);
    }

    private static Window days(LocalDate first, LocalDate last, Step step, ZoneId zone) {
        LocalDate end = last.plusDays(1);
        Period length = Period.ofDays(Math.toIntExact(ChronoUnit.DAYS.between(first, end)));
        return new Window(
                startOf(first, zone), startOf(end, zone), step, startOf(first.minus(length), zone));
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return ZonedDateTime.of(day.atStartOfDay(), zone).toInstant();
    }

    /** The same by days at the shortest, for what is not known by hours. */
    Window byDays() {
        return step == Step.HOUR ? new Window(from, until, Step.DAY, back) : this;
    }

    /** The end of the time before it, of which as much has passed as of this one. */
    Instant backUntil(Instant now) {
        Instant passed = now.isBefore(until) ? now : until;
        Instant end = back.plus(ChronoUnit.SECONDS.between(from, passed), ChronoUnit.SECONDS);
        return end.isAfter(from) ? from : end;
    }
}
