package io.passerelle.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which part of the week it is for the support (HELP-2). */
class SupportHoursTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00, DAY", // a Monday
        "2026-11-23T17:59, DAY",
        "2026-11-23T18:00, EVENING",
        "2026-11-23T08:59, EVENING",
        "2026-11-23T00:00, EVENING",
        "2026-11-20T23:59, EVENING", // a Friday night
        "2026-11-21T00:00, WEEKEND",
        "2026-11-22T12:00, WEEKEND",
        "2026-11-11T10:00, WEEKEND", // the armistice, a Wednesday
        "2026-04-06T10:00, WEEKEND", // Easter Monday
        "2026-05-14T10:00, WEEKEND", // Ascension Day
        "2026-12-24T10:00, WEEKEND", // the operator says so
        "2026-05-08T10:00, DAY" // a holiday on which the operator works
    })
    void moment_isInItsPartOfTheWeek(LocalDateTime at, SupportPeriod period) {
        SupportHours hours = hours("2026-12-24 Veille de Noël\n\n  -2026-05-08\n");
        assertThat(hours.at(at.atZone(PARIS).toInstant())).isEqualTo(period);
    }

    @Test
    void hours_areThoseOfTheOperatorsTimeZone() {
        var noonInParis = LocalDateTime.parse("2026-11-23T08:30").atZone(ZoneId.of("UTC"));
        assertThat(hours("").at(noonInParis.toInstant())).isEqualTo(SupportPeriod.DAY);
    }

    @ParameterizedTest
    @CsvSource({
        "2024, 2024-03-31",
        "2025, 2025-04-20",
        "2026, 2026-04-05",
        "2027, 2027-03-28",
        "2038, 2038-04-25",
        "1818, 1818-03-22",
        "2285, 2285-03-22"
    })
    void easter_isWhenTheChurchSays(int year, LocalDate day) {
        assertThat(FrenchHolidays.easter(year)).isEqualTo(day);
    }

    @Test
    void yearHasElevenHolidays_tenWhenTwoFallOnOneDay() {
        assertThat(FrenchHolidays.of(2026)).hasSize(11);
        assertThat(FrenchHolidays.of(2008)).hasSize(10); // Ascension Day on the first of May
    }

    @Test
    void nextHolidays_areThoseOfBothLists() {
        assertThat(
                        hours("2026-12-24 Veille de Noël\n-2026-12-25")
                                .holidays(LocalDate.parse("2026-11-12"), 2))
                .containsExactly(
                        org.assertj.core.api.Assertions.entry(
                                LocalDate.parse("2026-12-24"), "Veille de Noël"),
                        org.assertj.core.api.Assertions.entry(
                                LocalDate.parse("2027-01-01"), "NEW_YEAR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demain", "2026-02-30", "24/12/2026", "2026-12-24Noël"})
    void lineThatIsNoDay_isFound(String line) {
        assertThat(SupportHours.badLine("2026-12-24\n" + line)).contains(line);
    }

    private static SupportHours hours(String otherDays) {
        return new SupportHours(PARIS, LocalTime.of(9, 0), LocalTime.of(18, 0), true, otherDays, 1);
    }
}
