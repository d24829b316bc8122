package io.passerelle.network;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes this node out of service in order. It is first announced, so that load balancers send
 * nothing more; then what listens takes nothing more and what is open may finish; then what is left
 * is ended. All methods may be called from any thread, and again.
 */
public final class Drain {

    /** Something that takes connections from outside. Its methods may be called again. */
    public interface Part {

        /** Takes no more connections; those that are open go on. */
        void stopTaking();

        /** How many connections are open. */
        int open();

        /** Has every connection end, soon; how many were told. */
        int endAll();
    }

    /** How far it is. */
    public enum Stage {
        /** Connections are taken. */
        SERVING,
        /** The node says that it is not ready, and still takes what comes. */
        ANNOUNCED,
        /** None are taken, and those that are open may finish. */
        DRAINING
    }

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final int LOOK_MILLIS = 20;

    /** How long connections that were told to end may take to do so. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private final Consumer<Stage> announcement;
    private volatile Stage stage = Stage.SERVING;
    private volatile boolean hurried;

    /**
     * @param announcement told every new stage; anything but SERVING means "not ready"
     */
    public Drain(Consumer<Stage> announcement) {
        this.announcement = announcement;
    }

    /** One more that takes connections. */
    public void add(Part part) {
        parts.add(part);
    }

    /** How far it is. */
    public Stage stage() {
        return stage;
    }

    /** How many connections are open. */
    public int open() {
        return parts.stream().mapToInt(Part::open).sum();
    }

    /** Says that this node is not ready, and nothing else. */
    public synchronized void announce() {
        if (stage == Stage.SERVING) {
            enter(Stage.ANNOUNCED);
        }
    }

    /** Takes no more connections. */
    public synchronized void begin() {
        if (stage != Stage.DRAINING) {
            enter(Stage.DRAINING);
            parts.forEach(Part::stopTaking);
        }
    }

    /** Whoever waits, for load balancers or for connections, waits no longer, now and later. */
    public void hurry() {
        hurried = true;
    }

    /** Waits until nothing is open; false when that takes longer, or somebody is in a hurry. */
    public boolean await(Duration patience) {
        return await(() -> open() == 0, patience, true);
    }

    /** Ends what is open, and waits a moment for it to be gone; how many were told. */
    public int end() {
        int told = parts.stream().mapToInt(Part::endAll).sum();
        await(() -> open() == 0, LAST_WORDS, false);
        return told;
    }

    /**
     * All of it: says so, takes no more, lets the open ones finish for a while, and ends what is
     * left.
     *
     * @param pause between saying so and taking no more: who sends connections here has to look
     *     first, and would have those refused that come before it does
     * @param patience how long the open ones may take
     */
    public void run(Duration pause, Duration patience) {
        announce();
        await(() -> false, pause, true);
        begin();
        long began = System.nanoTime();
        await(patience);
        int told = end();
        LOG.atInfo()
                .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
                .addKeyValue("ended", told)
                .addKeyValue("left", open())
                .log("Drained");
    }

    private void enter(Stage next) {
        stage = next;
        announcement.accept(next);
        LOG.atInfo().addKeyValue("stage", next).addKeyValue("open", open()).log("Drain");
    }

    private boolean await(BooleanSupplier met, Duration patience, boolean mayHurry) {
        long end = System.nanoTime() + patience.toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || mayHurry && hurried) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
