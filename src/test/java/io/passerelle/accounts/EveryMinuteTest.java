package io.passerelle.accounts;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.store.StoreState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is counted in memory is written at a stop, and keeps no stop waiting. */
class EveryMinuteTest {

    private final StoreState state = new StoreState();
    private final AtomicInteger last = new AtomicInteger();

    @Test
    void stop_writesTheLast() {
        writer(last::incrementAndGet).close();

        assertThat(last).hasValue(1);
    }

    @Test
    void stopWhileTheDatabaseIsAway_asksItNothing() {
        EveryMinute writer = writer(last::incrementAndGet);
        state.reporter("test").failed(StoreState.Kind.AWAY, "gone");

        writer.close();

        assertThat(last).hasValue(0);
    }

    @Test
    void stopWhileTheDatabaseHangs_goesOn() {
        CountDownLatch answer = new CountDownLatch(1);
        EveryMinute writer =
                writer(() -> {
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        last.incrementAndGet(); // it was given up
                    }
                });

        CompletableFuture<Void> stop = CompletableFuture.runAsync(writer::close);

        eventually(() -> assertThat(stop).isCompleted());
        eventually(() -> assertThat(last).hasValue(1));
    }

    private EveryMinute writer(Runnable last) {
        return new EveryMinute("test", state, () -> {}, last);
    }
}
