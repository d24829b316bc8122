package io.passerelle.routing;

import static io.passerelle.connections.AttemptOutcome.REFUSED;
import static io.passerelle.connections.AttemptOutcome.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each state of a destination's health, each thing that can happen to it, on a clock by hand. */
class HealthTrackerTest {

    private static final RoutingSettings SETTINGS =
            new RoutingSettings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    2,
                    2,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(20),
                    10,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5),
                    Duration.ofHours(1),
                    Duration.ofSeconds(5));

    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final HealthTracker tracker = new HealthTracker(() -> SETTINGS, true, () -> 0.5, now);

    private void after(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private void goDown() {
        tracker.failed(now, REFUSED);
        tracker.failed(now, REFUSED);
        assertThat(tracker.health()).isInstanceOf(Health.Down.class);
    }

    private void comeBack() {
        goDown();
        tracker.succeeded(now);
        tracker.succeeded(now);
        assertThat(tracker.health()).isInstanceOf(Health.Returning.class);
    }

    @Nested
    class Untried {

        @Test
        void nothingHappened_getsItsWholeShare() {
            assertThat(tracker.health().key()).isEqualTo("untried");
            assertThat(tracker.fitness(now)).isEqualTo(1);
        }

        @Test
        void succeeds_isUp() {
            assertThat(tracker.succeeded(now)).isTrue();
            assertThat(tracker.health().key()).isEqualTo("up");
        }

        @Test
        void failsAsOftenAsItTakes_isDown() {
            goDown();
        }
    }

    @Nested
    class Up {

        @Test
        void failsOnce_staysUp() {
            tracker.succeeded(now);
            assertThat(tracker.failed(now, REFUSED)).isFalse();
            assertThat(tracker.fitness(now)).isEqualTo(1);
        }

        @Test
        void failsAndSucceedsInTurn_staysUp() {
            for (int i = 0; i < 10; i++) {
                tracker.failed(now, REFUSED);
                tracker.succeeded(now);
            }
            assertThat(tracker.health().key()).isEqualTo("up");
        }

        @Test
        void failsTwiceInARow_isDownWithTheLastReason() {
            tracker.succeeded(now);
            tracker.failed(now, REFUSED);
            after(1);
            assertThat(tracker.failed(now, TIMED_OUT)).isTrue();
            assertThat(tracker.health())
                    .isEqualTo(new Health.Down(now, TIMED_OUT, now.plusSeconds(10)));
            assertThat(tracker.fitness(now)).isZero();
        }

        @Test
        void timePasses_aCheckIsDueOncePerInterval() {
            after(10);
            assertThat(tracker.isCheckDue(now)).isTrue();
            tracker.checking(now);
            after(9);
            assertThat(tracker.isCheckDue(now)).isFalse();
            after(1);
            assertThat(tracker.isCheckDue(now)).isTrue();
        }
    }

    @Nested
    class Down {

        @Test
        void failsBeforeItsNextTry_thePauseIsNotProlonged() {
            goDown();
            Health before = tracker.health();
            after(3);
            tracker.failed(now, TIMED_OUT);
            assertThat(tracker.health()).isEqualTo(before);
        }

        @Test
        void failsAtEveryTry_thePauseDoublesUpToTheLongest() {
            Instant since = now;
            goDown();
            for (long pause : new long[] {10, 20, 40, 60, 60}) {
                assertThat(tracker.health())
                        .isEqualTo(new Health.Down(since, REFUSED, now.plusSeconds(pause)));
                after(pause - 1);
                assertThat(tracker.isCheckDue(now)).isFalse();
                after(1);
                assertThat(tracker.isCheckDue(now)).isTrue();
                tracker.checking(now);
                tracker.failed(now, REFUSED);
            }
        }

        @Test
        void succeedsOnce_staysDown() {
            goDown();
            assertThat(tracker.succeeded(now)).isFalse();
            assertThat(tracker.fitness(now)).isZero();
        }

        @Test
        void succeedsFailsSucceeds_staysDown() {
            goDown();
            tracker.succeeded(now);
            after(60);
            tracker.failed(now, REFUSED);
            tracker.succeeded(now);
            assertThat(tracker.fitness(now)).isZero();
        }

        @Test
        void succeedsTwiceInARow_returns() {
            goDown();
            tracker.succeeded(now);
            assertThat(tracker.succeeded(now)).isTrue();
            assertThat(tracker.health())
                    .isEqualTo(new Health.Returning(now, REFUSED, now.plusSeconds(20)));
        }

        @Test
        void isNeverChecked_isGivenATryWhenItsPauseIsOver() {
            HealthTracker passive = new HealthTracker(() -> SETTINGS, false, () -> 0.5, now);
            passive.failed(now, REFUSED);
            passive.failed(now, REFUSED);
            after(9);
            assertThat(passive.tick(now)).isFalse();
            after(1);
            assertThat(passive.isCheckDue(now)).isFalse();
            assertThat(passive.tick(now)).isTrue();
            assertThat(passive.health()).isInstanceOf(Health.Returning.class);
            assertThat(passive.failed(now, REFUSED)).isTrue();
            assertThat(passive.health())
                    .isEqualTo(new Health.Down(now, REFUSED, now.plusSeconds(20)));
        }
    }

    @Nested
    class Returning {

        @Test
        void timePasses_itsShareGrowsFromLittleToWhole() {
            comeBack();
            assertThat(tracker.fitness(now)).isEqualTo(0.05);
            after(10);
            assertThat(tracker.fitness(now)).isCloseTo(0.5, within(1e-9));
            after(10);
            assertThat(tracker.fitness(now)).isEqualTo(1);
            assertThat(tracker.tick(now)).isTrue();
            assertThat(tracker.health()).isEqualTo(new Health.Up(now, true));
        }

        @Test
        void failsOnce_isDownAgainForLonger() {
            comeBack();
            tracker.failed(now, TIMED_OUT);
            assertThat(tracker.health())
                    .isEqualTo(new Health.Down(now, TIMED_OUT, now.plusSeconds(20)));
        }

        @Test
        void reachedUpAndFailsLater_thePauseStartsSmallAgain() {
            comeBack();
            after(20);
            tracker.tick(now);
            goDown();
            assertThat(tracker.health())
                    .isEqualTo(new Health.Down(now, REFUSED, now.plusSeconds(10)));
        }
    }
}
