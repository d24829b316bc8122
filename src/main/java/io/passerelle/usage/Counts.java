package io.passerelle.usage;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What is stored of a subject for some time, read at one moment.
 *
 * @param days several of one day where a card was in several groups
 * @param hours what is not among the days yet
 * @param months what is no longer among them
 */
public record Counts(List<DayCount> days, List<HourCount> hours, List<MonthCount> months) {

    /** One hour. */
    public record HourCount(Instant hour, Amount amount) {}

    private static final int HOURS_OF_A_DAY = 24;
    private static final int MID_MONTH = 14;

    /** Every hour something was reported in; a month comes at its middle. In no order. */
    void each(BiConsumer<Instant, Amount> reader) {
        for (DayCount day : days) {
            Instant midnight = day.day().atStartOfDay().toInstant(ZoneOffset.UTC);
            for (int hour = 0; hour < HOURS_OF_A_DAY; hour++) {
                if (day.heardIn(hour)) {
                    reader.accept(midnight.plus(hour, ChronoUnit.HOURS), day.amountOf(hour));
                }
            }
        }
        hours.forEach(hour -> reader.accept(hour.hour(), hour.amount()));
        for (MonthCount month : months) {
            var middle = month.month().plusDays(MID_MONTH).atTime(LocalTime.NOON);
            reader.accept(middle.toInstant(ZoneOffset.UTC), month.amount());
        }
    }

    /** What was carried from one moment until before another. */
    Amount between(Instant from, Instant until) {
        Amount[] sum = {Amount.NONE};
        each((at, amount) -> {
            if (!at.isBefore(from) && at.isBefore(until)) {
                sum[0] = sum[0].plus(amount);
            }
        });
        return sum[0];
    }
}
