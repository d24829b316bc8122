package io.passerelle.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.network.Drain.Stage;
import io.passerelle.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Every stage of a drain, met by every call. */
class DrainTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Stage> announced = new ArrayList<>();
    private final Drain drain = new Drain(announced::add);
    private final Connections part = new Connections();

    DrainTest() {
        drain.add(part);
    }

    private static final class Connections implements Drain.Part {

        private final List<String> told = new ArrayList<>();
        private volatile int open;

        @Override
        public void stopTaking() {
            told.add("stop");
        }

        @Override
        public int open() {
            return open;
        }

        @Override
        public int endAll() {
            int ended = open;
            open = 0;
            told.add("end " + ended);
            return ended;
        }
    }

    @Test
    void serving_announced_isNotReadyButTakesWhatComes() {
        drain.announce();
        drain.announce();
        assertThat(announced).containsExactly(Stage.ANNOUNCED);
        assertThat(part.told).isEmpty();
    }

    @Test
    void announced_begun_takesNoMore() {
        drain.announce();
        drain.begin();
        drain.begin();
        drain.announce();
        assertThat(announced).containsExactly(Stage.ANNOUNCED, Stage.DRAINING);
        assertThat(part.told).containsExactly("stop");
    }

    @Test
    void nothingOpen_run_waitsForNothing() {
        drain.run(Duration.ZERO, LONG);
        assertThat(part.told).containsExactly("stop", "end 0");
    }

    @Test
    void connectionsOpen_theTimeIsOver_endsThem() {
        part.open = 3;
        drain.run(Duration.ZERO, Duration.ofMillis(50));
        assertThat(part.told).containsExactly("stop", "end 3");
    }

    @Test
    void connectionsOpen_theyFinish_nothingIsLeftToEnd() {
        part.open = 1;
        CompletableFuture<Boolean> waiting =
                CompletableFuture.supplyAsync(() -> drain.await(LONG), Thread::startVirtualThread);
        part.open = 0;
        assertThat(waiting.join()).isTrue();
    }

    @Test
    void connectionsOpen_somebodyIsInAHurry_endsThemAtOnce() {
        part.open = 2;
        CompletableFuture<Void> running =
                CompletableFuture.runAsync(
                        () -> drain.run(Duration.ZERO, LONG), Thread::startVirtualThread);
        drain.hurry();
        running.join();
        assertThat(part.told).containsExactly("stop", "end 2");
    }

    @Test
    void nothingOpen_run_saysSoAndPausesBeforeItTakesNoMore() {
        CompletableFuture<Void> running =
                CompletableFuture.runAsync(() -> drain.run(LONG, LONG), Thread::startVirtualThread);
        Eventually.until("announced", () -> drain.stage() == Stage.ANNOUNCED);
        assertThat(part.told).isEmpty();
        drain.hurry();
        running.join();
        assertThat(announced).containsExactly(Stage.ANNOUNCED, Stage.DRAINING);
        assertThat(part.told).containsExactly("stop", "end 0");
    }
}
