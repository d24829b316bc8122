package io.passerelle.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A period's bytes over its days: none lost, none made up. */
class PeriodSumTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 30, 31, 1_000_000_007, 99_999_999_999_999L})
    void sharesOfAllDays_areTheWholeToTheByte_andDifferByOneAtTheMost(long octets) {
        var period = new PeriodSum(FIRST, FIRST.plusDays(30), octets, octets / 3);

        long[] up = days(31).map(day -> period.on(FIRST.plusDays(day)).octetsIn()).toArray();

        assertThat(LongStream.of(up).sum()).isEqualTo(octets);
        assertThat(LongStream.of(up).max().orElseThrow() - LongStream.of(up).min().orElseThrow())
                .isLessThanOrEqualTo(1);
        assertThat(days(31).map(day -> period.on(FIRST.plusDays(day)).octetsOut()).sum())
                .isEqualTo(octets / 3);
    }

    @Test
    void oneDay_hasAllOfIt() {
        assertThat(new PeriodSum(FIRST, FIRST, 7, 9).on(FIRST)).isEqualTo(new Amount(7, 9, 0));
    }

    @Test
    void sumsOfManyCards_areMoreThanALongTimesItsDays() {
        long most = Long.MAX_VALUE / 4;
        var period = new PeriodSum(FIRST, FIRST.plusDays(364), most, 0);

        assertThat(days(365).map(day -> period.on(FIRST.plusDays(day)).octetsIn()).sum())
                .isEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Paris", "Asia/Kolkata", "Pacific/Auckland", "America/Lima"})
    void daysOfATime_areThoseWhoseNoonLiesInIt_whereTheReaderLives(String zone) {
        ZoneId there = ZoneId.of(zone);
        Instant midnight = FIRST.atStartOfDay(there).toInstant();
        Instant end = FIRST.plusDays(3).atStartOfDay(there).toInstant();

        assertThat(WholeDays.of(midnight, end, there))
                .isEqualTo(new WholeDays(FIRST, FIRST.plusDays(2)));
        // charts begin days up to 45 minutes early where the zone is not whole hours from UTC
        assertThat(WholeDays.of(midnight.minusSeconds(2_700), end.minusSeconds(2_700), there))
                .isEqualTo(new WholeDays(FIRST, FIRST.plusDays(2)));
        assertThat(WholeDays.of(midnight, midnight.plusSeconds(3_600), there).isEmpty()).isTrue();
    }

    private static LongStream days(int count) {
        return LongStream.range(0, count);
    }
}
