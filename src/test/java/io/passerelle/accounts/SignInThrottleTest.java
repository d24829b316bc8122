package io.passerelle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Guessing is slowed however many guess at once, and its owner is not (ACC-7). */
class SignInThrottleTest {

    private static final String HERE = "192.0.2.7";
    private static final UUID ACCOUNT = UUID.randomUUID();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SignInThrottle throttle = new SignInThrottle(() -> now);

    @Test
    void triesAtOnce_areNoMoreThanInARow() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> tries = () -> throttle.take("zoe", HERE).isZero();
            var answers = threads.invokeAll(IntStream.range(0, 200).mapToObj(i -> tries).toList());
            assertThat(answers.stream().map(Future::resultNow).filter(taken -> taken)).hasSize(5);
        }
    }

    @Test
    void codesAtOnceFromEverywhere_areNoMoreThanInARow() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries =
                    IntStream.range(0, 200)
                            .<Callable<Boolean>>mapToObj(i ->
                                    () ->
                                            throttle.takeCode("zoe", "192.0.2." + i, ACCOUNT)
                                                    .isZero())
                            .toList();
            assertThat(
                            threads.invokeAll(tries).stream()
                                    .map(Future::resultNow)
                                    .filter(taken -> taken))
                    .hasSize(5);
        }
    }

    @Test
    void pause_doublesAndPasses() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.take("zoe", HERE)).isZero();
        }
        assertThat(throttle.take("ZOE", HERE)).isEqualTo(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(throttle.take("zoe", HERE)).isZero();
        assertThat(throttle.take("zoe", HERE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(throttle.take("zoe", "192.0.2.8")).isZero();
        assertThat(throttle.take("paul", HERE)).isZero();
    }

    @Test
    void tryThatWasNeitherRightNorWrong_countsNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.take("zoe", HERE)).isZero();
            throttle.giveBack("zoe", HERE);
        }
    }

    @Test
    void rightCode_forgetsWrongCodesAndNotWrongPasswords() {
        for (int i = 0; i < 4; i++) {
            throttle.take("zoe", HERE);
        }
        assertThat(throttle.takeCode("zoe", HERE, ACCOUNT)).isZero();
        throttle.codeSucceeded("zoe", HERE, ACCOUNT);
        assertThat(throttle.take("zoe", HERE)).isZero();
        assertThat(throttle.take("zoe", HERE)).isPositive();
        throttle.succeeded("zoe", HERE);
        assertThat(throttle.take("zoe", HERE)).isZero();
    }
}
