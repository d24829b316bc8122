package io.passerelle.store;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class AttemptTest {

    @Test
    void batchOfWhichPartsAreWritten_isNotStuck() throws Exception {
        var parts = new Parts();
        var told = new LongAdder();
        var attempt = new Attempt<>(List.of("a", "b", "c"), parts.then(told::increment));
        Thread writing = Thread.ofVirtual().start(attempt);
        eventually(() -> assertThat(attempt.wasStuckFor(Duration.ofMillis(10))).isTrue());
        assertThat(attempt.isOlderThan(Duration.ofMillis(10))).isTrue();
        long before = System.nanoTime();
        parts.may.release();
        eventually(() -> assertThat(attempt.stillFor()).isLessThan(since(before)));
        assertThat(attempt.isDone()).isFalse();
        parts.may.release(2);
        writing.join();
        assertThat(attempt.isDone()).isTrue();
        assertThat(attempt.wasStuckFor(Duration.ofMillis(10))).isTrue();
        assertThat(attempt.wasStuckFor(Duration.ofMinutes(1))).isFalse();
        assertThat(attempt.failure()).isNull();
        assertThat(parts.written).containsExactly("a", "b", "c");
        assertThat(told.sum()).isEqualTo(3);
    }

    @Test
    void entryThatIsRefused_isFoundInWhateverPartItIs() {
        var parts = new Parts();
        parts.may.release(100);
        var attempt = new Attempt<>(List.of("a", "bad", "c"), parts);
        attempt.run();
        assertThat(attempt.failure()).isNull();
        assertThat(attempt.refused()).containsOnlyKeys(1);
        assertThat(parts.written).contains("a", "c").doesNotContain("bad");
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    @Test
    void partsThatDoNotHoldEverything_areNotBelieved() {
        var some = new Parts();
        some.may.release(100);
        JournalSink<String> forgetful =
                new JournalSink<>() {
                    @Override
                    public void write(List<String> entries) throws Exception {
                        some.write(entries);
                    }

                    @Override
                    public List<List<String>> parts(List<String> entries) {
                        return List.of();
                    }
                };
        var attempt = new Attempt<>(List.of("a", "b"), forgetful);
        attempt.run();
        assertThat(attempt.failure()).isNull();
        assertThat(some.written).containsExactly("a", "b");
    }

    /** Each entry is a part and waits until it may be written. */
    private static final class Parts implements JournalSink<String> {

        private final Semaphore may = new Semaphore(0);
        private final List<String> written = new ArrayList<>();

        @Override
        public void write(List<String> entries) throws Exception {
            may.acquire();
            if (entries.contains("bad")) {
                throw new SQLException("invalid input", "22P02");
            }
            written.addAll(entries);
        }

        @Override
        public List<List<String>> parts(List<String> entries) {
            return entries.stream().map(List::of).toList();
        }
    }
}
