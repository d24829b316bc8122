package io.passerelle.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checks of a link come to: out after three failures, back after two successes. */
class LinkTrackerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final LinkCheck CHECK = new LinkCheck(Addresses.of("10.0.0.1"), 443, 5, 3, 2);

    private final LinkTracker tracker = new LinkTracker(CHECK, NOW);

    /** s: it answers; r: it refuses; t: it does not answer in time. */
    @ParameterizedTest
    @CsvSource({
        "'', UP",
        "s, UP",
        "r, UP",
        "rr, UP",
        "rrr, CHECK_REFUSED",
        "rrt, CHECK_TIMED_OUT",
        "rrsrr, UP",
        "rrrt, CHECK_TIMED_OUT",
        "rrrs, CHECK_REFUSED",
        "rrrss, UP",
        "rrrsrs, CHECK_REFUSED",
        "rrrssrr, UP",
        "rrrssrrr, CHECK_REFUSED",
    })
    void outcomes_moveItAtItsThresholds(String outcomes, LinkState verdict) {
        for (char outcome : outcomes.toCharArray()) {
            tracker.checked(
                    switch (outcome) {
                        case 's' -> LinkState.UP;
                        case 'r' -> LinkState.CHECK_REFUSED;
                        default -> LinkState.CHECK_TIMED_OUT;
                    });
        }
        assertThat(tracker.verdict()).isEqualTo(verdict);
    }

    @Test
    void oneCheckAtATime_eachAnIntervalAfterTheLast() {
        assertThat(tracker.begin(NOW)).isEqualTo(CHECK);
        assertThat(tracker.begin(NOW.plusSeconds(60))).as("the first still runs").isNull();
        tracker.checked(LinkState.UP);
        assertThat(tracker.begin(NOW.plusSeconds(4))).isNull();
        assertThat(tracker.begin(NOW.plusSeconds(5))).isEqualTo(CHECK);
    }

    @Test
    void endThatWasAway_isGoodAndLookedAtAtOnce() {
        for (int i = 0; i < 3; i++) {
            assertThat(tracker.begin(NOW.plusSeconds(5L * i))).isNotNull();
            tracker.checked(LinkState.CHECK_FAILED);
        }
        assertThat(tracker.verdict()).isEqualTo(LinkState.CHECK_FAILED);
        tracker.away(NOW.plusSeconds(11));
        assertThat(tracker.verdict()).isEqualTo(LinkState.UP);
        assertThat(tracker.begin(NOW.plusSeconds(11))).isEqualTo(CHECK);
    }

    @Test
    void withoutACheck_isAlwaysGood() {
        LinkTracker none = new LinkTracker(null, NOW);
        assertThat(none.begin(NOW)).isNull();
        none.checked(LinkState.CHECK_FAILED);
        assertThat(none.verdict()).isEqualTo(LinkState.UP);
    }
}
