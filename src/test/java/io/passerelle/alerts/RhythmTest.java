package io.passerelle.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rules are looked at as often as their window, what follows and the cost of a look call for. */
class RhythmTest {

    @Test
    void rhythm_fitsTheWindow() {
        assertThat(Rhythm.of(rule(AlertKind.DAY_BYTES, 0, false))).hasMinutes(1);
        assertThat(Rhythm.of(rule(AlertKind.MONTH_BYTES, 0, false))).hasMinutes(5);
        assertThat(Rhythm.of(rule(AlertKind.SESSIONS, 5, false))).hasMinutes(1);
        assertThat(Rhythm.of(rule(AlertKind.REFUSALS, 600, false))).hasMinutes(10);
        assertThat(Rhythm.of(rule(AlertKind.SESSIONS, 44_640, false))).isEqualTo(Rhythm.LONGEST);
    }

    @Test
    void ruleThatSuspends_isLookedAtEveryMinute() {
        assertThat(Rhythm.of(rule(AlertKind.SESSIONS, 44_640, true))).hasMinutes(1);
    }

    @Test
    void looksThatTakeLong_areSeldom() {
        AlertRule rule = rule(AlertKind.DAY_BYTES, 0, true);
        assertThat(Rhythm.after(rule, Duration.ofMillis(20))).hasMinutes(1);
        assertThat(Rhythm.after(rule, Duration.ofSeconds(15))).hasMinutes(5);
    }

    @Test
    void looksThatFail_areLessAndLessOften() {
        AlertRule rule = rule(AlertKind.DAY_BYTES, 0, false);
        assertThat(Rhythm.afterFailure(rule, 1)).hasMinutes(1);
        assertThat(Rhythm.afterFailure(rule, 4)).hasMinutes(8);
        assertThat(Rhythm.afterFailure(rule, 1_000)).isEqualTo(Rhythm.LONGEST_PAUSE);
    }

    private static AlertRule rule(AlertKind kind, int minutes, boolean suspends) {
        return new AlertRule(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "rule",
                kind,
                AlertRule.Scope.ORGANISATION,
                UUID.randomUUID(),
                5,
                minutes,
                Severity.INFO,
                List.of(),
                suspends,
                false,
                true,
                Instant.EPOCH,
                "",
                1,
                null,
                0,
                null);
    }
}
