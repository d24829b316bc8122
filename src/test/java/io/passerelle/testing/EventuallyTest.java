package io.passerelle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    @Test
    void assertionThatHoldsLaterPassesAsSoonAsItHolds() {
        var calls = new AtomicInteger();
        Eventually.eventually(() -> assertThat(calls.incrementAndGet()).isEqualTo(3));
        assertThat(calls).hasValue(3);
    }

    @Test
    void assertionThatNeverHoldsFailsWithItsOwnReason() {
        assertThatThrownBy(() ->
                        Eventually.within(
                                Duration.ofMillis(20), () -> assertThat("cat").isEqualTo("dog")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not within")
                .hasMessageContaining("dog");
    }
}
