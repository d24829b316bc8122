package io.passerelle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

/** For tests of what is counted by the hour, the day or the month. */
public final class FullHour {

    private static final long HOUR_SECONDS = 3_600;
    private static final long ENOUGH_SECONDS = 40;

    private FullHour() {}

    /** Waits for the next hour when this one is nearly over: a test must not fall into two. */
    public static void isFar() {
        Eventually.within(
                Duration.ofSeconds(2 * ENOUGH_SECONDS),
                () ->
                        assertThat(HOUR_SECONDS - Instant.now().getEpochSecond() % HOUR_SECONDS)
                                .as("seconds left of this hour")
                                .isGreaterThan(ENOUGH_SECONDS));
    }
}
