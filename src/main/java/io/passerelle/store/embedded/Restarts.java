package io.passerelle.store.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The pauses between the starts of a server that ends again and again, such as one whose disk is
 * full: short at first, so that a crash is over at once.
 */
final class Restarts {

    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration STABLE = Duration.ofMinutes(1);

    /** Until then processes of a killed server notice by themselves that it is gone. */
    private static final int ORPHANS_MAY_LIVE = 4;

    private final Path data;
    private Duration pause = SHORTEST;
    private int inARow;
    private long last = System.nanoTime();

    /**
     * @param data the server's data folder
     */
    Restarts(Path data) {
        this.data = data;
    }

    /** Waits as long as it is now to wait. */
    void pause() throws InterruptedException {
        if (System.nanoTime() - last > STABLE.toNanos()) {
            pause = SHORTEST;
            inARow = 0;
        }
        Thread.sleep(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        if (++inARow > ORPHANS_MAY_LIVE) {
            new LeftServer(data).endOrphans();
        }
        last = System.nanoTime();
    }
}
