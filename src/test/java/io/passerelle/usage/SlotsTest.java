package io.passerelle.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which value an hour belongs to. */
class SlotsTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void daysOfAZoneWithSummerTime_have23And25Hours() {
        assertThat(lengths("2026-03-28T23:00:00Z", "2026-03-30T22:00:00Z"))
                .containsExactly(23L, 24L);
        assertThat(lengths("2026-10-24T22:00:00Z", "2026-10-26T23:00:00Z"))
                .containsExactly(25L, 24L);
    }

    private static List<Long> lengths(String from, String until) {
        return Slots.between(Instant.parse(from), Instant.parse(until), Step.DAY, PARIS)
                .list()
                .stream()
                .map(slot -> Duration.between(slot.from(), slot.until()).toHours())
                .toList();
    }

    @Test
    void dayOfAZoneHalfAnHourApart_beginsAtTheWholeHourBeforeMidnight() {
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");
        Slots slots =
                Slots.between(
                        Instant.parse("2026-11-20T18:10:00Z"), // 23:40 there
                        Instant.parse("2026-11-22T18:00:00Z"),
                        Step.DAY,
                        kolkata);
        assertThat(slots.list())
                .extracting(Slot::from)
                .containsExactly(
                        Instant.parse("2026-11-20T18:00:00Z"),
                        Instant.parse("2026-11-21T18:00:00Z"));
    }

    @Test
    void everyHourBelongsToOneValue_alsoWhereTheClockChanges() {
        DayCount day = day(LocalDate.of(2026, 10, 25), -1, 10);
        for (Step step : Step.values()) {
            Slots slots =
                    Slots.between(
                            Instant.parse("2026-10-24T12:00:00Z"),
                            Instant.parse("2026-10-27T12:00:00Z"),
                            step,
                            PARIS);
            slots.with(new Counts(List.of(day), List.of(), List.of()));
            assertThat(slots.list())
                    .extracting(slot -> slot.amount().octetsIn())
                    .satisfies(all ->
                            assertThat(all.stream().mapToLong(Long::longValue).sum())
                                    .isEqualTo(240));
        }
    }

    @Test
    void hourNobodyReportedIn_isAGapAndNotNothing() {
        Slots slots =
                Slots.between(
                        Instant.parse("2026-11-20T00:00:00Z"),
                        Instant.parse("2026-11-20T03:00:00Z"),
                        Step.HOUR,
                        ZoneOffset.UTC);
        slots.with(
                new Counts(
                        List.of(day(LocalDate.of(2026, 11, 20), 0b101, 0)), List.of(), List.of()));
        assertThat(slots.list()).extracting(Slot::heard).containsExactly(true, false, true);
    }

    @Test
    void monthWhoseHoursAreGone_isShownWhereItBelongs() {
        Slots slots =
                Slots.between(
                        Instant.parse("2024-12-31T23:00:00Z"),
                        Instant.parse("2025-02-28T23:00:00Z"),
                        Step.MONTH,
                        PARIS);
        var january = new MonthCount(LocalDate.of(2025, 1, 1), new Amount(7, 8, 9));
        slots.with(new Counts(List.of(), List.of(), List.of(january)));
        assertThat(slots.list())
                .extracting(Slot::amount)
                .containsExactly(new Amount(7, 8, 9), Amount.NONE);
    }

    @Test
    void moreValuesThanAnyScreenShows_areRefused() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        assertThatThrownBy(() ->
                        Slots.between(
                                from, from.plus(Duration.ofDays(90)), Step.HOUR, ZoneOffset.UTC))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("usage.tooFine");
        assertThatThrownBy(() ->
                        Slots.between(from, from.plus(Duration.ofDays(400_000)), Step.DAY, PARIS))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Slots.between(from, from, Step.DAY, PARIS))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("usage.backwards");
    }

    private static DayCount day(LocalDate day, int heard, long octets) {
        return new DayCount(
                day,
                heard,
                Collections.nCopies(24, octets),
                Collections.nCopies(24, 2 * octets),
                Collections.nCopies(24, 1));
    }
}
