package io.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private final AtomicLong clock = new AtomicLong();
    private final TokenBuckets buckets = new TokenBuckets(3, 0.5, clock::get);

    @Test
    void emptyBucketRefusesUntilItRefills() {
        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.has("a")).isFalse();
        assertThat(buckets.take("a")).isFalse();
        assertThat(buckets.secondsUntilNext("a")).isEqualTo(2);

        clock.addAndGet(TimeUnit.SECONDS.toNanos(2));

        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isFalse();
    }

    @Test
    void oneKeysUseIsNotAnothers() {
        for (int i = 0; i < 3; i++) {
            buckets.take("a");
        }

        assertThat(buckets.take("b")).isTrue();
    }

    @Test
    void bucketNeverHoldsMoreThanItsCapacity() {
        buckets.take("a");
        clock.addAndGet(TimeUnit.HOURS.toNanos(1));

        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isFalse();
    }
}
