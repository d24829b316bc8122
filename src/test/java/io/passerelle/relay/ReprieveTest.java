package io.passerelle.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.EndReason;
import io.passerelle.relay.Losses.Standing;
import io.passerelle.routing.LossPolicy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** M2M-31 as a grid: each way of losing a destination, each policy, each thing that follows. */
class ReprieveTest {

    private static final Standing GOOD = new Standing(null, null);

    /** A clock of {@link System#nanoTime} may begin anywhere, also just before it overflows. */
    private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);

    private static long at(int seconds) {
        return START + TimeUnit.SECONDS.toNanos(seconds);
    }

    private static @Nullable LossPolicy policy(String text) {
        return switch (text) {
            case "-" -> null;
            case "keep" -> LossPolicy.KEEP;
            case "cut" -> LossPolicy.CUT;
            default -> LossPolicy.drain(Integer.parseInt(text));
        };
    }

    /** What ends the connection, at which second after the loss; nothing when it goes on. */
    @ParameterizedTest(name = "removed {0}, failed {1}: {2} after {3} s")
    @CsvSource({
        "-,    -,    ,                      0",
        "keep, -,    ,                      0",
        "-,    keep, ,                      0",
        "keep, keep, ,                      0",
        "cut,  -,    DESTINATION_REMOVED,   0",
        "-,    cut,  DESTINATION_DOWN,      0",
        "cut,  cut,  DESTINATION_REMOVED,   0",
        "cut,  10,   DESTINATION_REMOVED,   0",
        "10,   cut,  DESTINATION_DOWN,      0",
        "10,   -,    DRAINED_AFTER_REMOVAL, 10",
        "-,    10,   DRAINED_AFTER_FAILURE, 10",
        "10,   20,   DRAINED_AFTER_REMOVAL, 10",
        "20,   10,   DRAINED_AFTER_FAILURE, 10",
        "10,   keep, DRAINED_AFTER_REMOVAL, 10",
        "keep, 10,   DRAINED_AFTER_FAILURE, 10",
        "cut,  keep, DESTINATION_REMOVED,   0",
        "keep, cut,  DESTINATION_DOWN,      0"
    })
    void lost_endsAsTheSoonestPolicySays(
            String removed, String failed, @Nullable EndReason reason, int seconds) {
        Reprieve lost = Reprieve.NONE.next(new Standing(policy(removed), policy(failed)), START);
        if (reason == null) {
            assertThat(lost.left(at(1_000_000))).isEqualTo(Long.MAX_VALUE);
            assertThat(lost.over(at(1_000_000))).isNull();
            return;
        }
        assertThat(lost.left(START)).isEqualTo(TimeUnit.SECONDS.toNanos(seconds));
        if (seconds > 0) {
            assertThat(lost.over(at(seconds) - 1)).isNull();
        }
        assertThat(lost.over(at(seconds))).isEqualTo(reason);
        assertThat(lost.over(at(seconds + 1_000))).isEqualTo(reason);
    }

    private static Reprieve drained(int seconds) {
        return Reprieve.NONE.next(new Standing(LossPolicy.drain(seconds), null), START);
    }

    @Test
    void drained_comesBack_isForgiven() {
        assertThat(drained(10).next(GOOD, at(9))).isEqualTo(Reprieve.NONE);
    }

    @Test
    void drained_comesBackAndIsLostAgain_startsAnew() {
        Reprieve again =
                drained(10).next(GOOD, at(5)).next(new Standing(LossPolicy.drain(10), null), at(6));
        assertThat(again.over(at(15))).isNull();
        assertThat(again.over(at(16))).isEqualTo(EndReason.DRAINED_AFTER_REMOVAL);
    }

    @Test
    void drained_lookedAtAgain_keepsItsBeginning() {
        Reprieve again = drained(10).next(new Standing(LossPolicy.drain(10), null), at(9));
        assertThat(again.over(at(10))).isEqualTo(EndReason.DRAINED_AFTER_REMOVAL);
    }

    @Test
    void drained_thePolicyBecomesLonger_countsFromTheLoss() {
        Reprieve longer = drained(10).next(new Standing(LossPolicy.drain(30), null), at(9));
        assertThat(longer.over(at(29))).isNull();
        assertThat(longer.over(at(30))).isEqualTo(EndReason.DRAINED_AFTER_REMOVAL);
    }

    @Test
    void drained_thePolicyBecomesToCut_endsNow() {
        Reprieve cut = drained(10).next(new Standing(LossPolicy.CUT, null), at(1));
        assertThat(cut.over(at(1))).isEqualTo(EndReason.DESTINATION_REMOVED);
    }

    @Test
    void drained_thePolicyBecomesToKeep_goesOn() {
        Reprieve kept = drained(10).next(new Standing(LossPolicy.KEEP, null), at(1));
        assertThat(kept.over(at(100))).isNull();
        assertThat(kept.until()).isNull();
    }

    @Test
    void drainedAfterFailure_isRemovedToo_theSoonestCounts() {
        Reprieve both =
                Reprieve.NONE
                        .next(new Standing(null, LossPolicy.drain(10)), START)
                        .next(new Standing(LossPolicy.drain(5), LossPolicy.drain(10)), at(2));
        assertThat(both.over(at(6))).isNull();
        assertThat(both.over(at(7))).isEqualTo(EndReason.DRAINED_AFTER_REMOVAL);
    }

    @Test
    void drainedAfterFailure_worksAgainButIsRemoved_onlyTheRemovalCounts() {
        Reprieve removed =
                Reprieve.NONE
                        .next(new Standing(null, LossPolicy.drain(3)), START)
                        .next(new Standing(LossPolicy.drain(10), null), at(2));
        assertThat(removed.over(at(4))).isNull();
        assertThat(removed.over(at(12))).isEqualTo(EndReason.DRAINED_AFTER_REMOVAL);
    }

    @Test
    void standing_isComparedByWhatItMeans() {
        assertThat(Reprieve.NONE.is(GOOD)).isTrue();
        assertThat(Reprieve.NONE.is(new Standing(LossPolicy.KEEP, null))).isTrue();
        assertThat(Reprieve.NONE.is(new Standing(LossPolicy.CUT, null))).isFalse();
        assertThat(drained(10).is(new Standing(LossPolicy.drain(10), null))).isTrue();
        assertThat(drained(10).is(new Standing(LossPolicy.drain(11), null))).isFalse();
        assertThat(drained(10).is(GOOD)).isFalse();
    }
}
