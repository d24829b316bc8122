package io.passerelle.egress;

import java.util.concurrent.atomic.LongAdder;

/** What a link has carried on this node since the start. */
public final class LinkMeter {

    private final LongAdder connections = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder up = new LongAdder();
    private final LongAdder down = new LongAdder();

    /** A server answered over it. */
    public void opened() {
        connections.increment();
    }

    /** Such a connection is over. */
    public void ended() {
        ended.increment();
    }

    /** A server did not answer over it. */
    public void failed() {
        failures.increment();
    }

    /** Counts bytes from terminals. */
    public LongAdder up() {
        return up;
    }

    /** Counts bytes to terminals. */
    public LongAdder down() {
        return down;
    }

    /** How many connections it has carried. */
    public long connections() {
        return connections.sum();
    }

    /** How many it carries now. */
    public long open() {
        return Math.max(0, connections.sum() - ended.sum());
    }

    /** How many attempts failed. */
    public long failures() {
        return failures.sum();
    }
}
