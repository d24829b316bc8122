package io.passerelle.network;

import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes both ways between two connections on one event loop, unchanged and uncopied. A side
 * that stops reading stops the other from being read: at most what the {@link BufferRoom} has for a
 * direction and one read lie in between. An end of input is passed on after the bytes before it,
 * and the other direction goes on.
 *
 * <p>It is made when the near side is accepted and {@link #join joined} when the far side answers;
 * what the near side sends before that is kept. All methods but the counters are called on the
 * event loop.
 */
public final class RelayPump {

    /** The two connections: near is the one that was accepted, far the one that was dialled. */
    public enum Side {
        /** The accepted connection. */
        NEAR,
        /** The dialled connection. */
        FAR
    }

    /** Learns how it ended. */
    public interface Listener {

        /**
         * A side has ended its output in order; the other may still speak. Called on the event
         * loop, at most once for each side.
         */
        default void halfClosed(Side side) {}

        /**
         * Both connections are closed, or the near one was before there was a far one. Called once,
         * on the event loop.
         *
         * @param first the side that ended first
         * @param reset whether it did so without a proper end of its bytes
         */
        void ended(Side first, boolean reset);

        /**
         * The gateway's own mistake, to be told with whatever names the connection; {@link #ended}
         * follows. Called on the event loop.
         */
        void failed(Throwable mistake);
    }

    /** How long a closing side gets to take the bytes that wait for it. */
    private static final long LINGER_SECONDS = 10;

    private final Listener listener;
    private final BufferRoom room;
    private final PumpHalf near;
    private @Nullable PumpHalf far;
    private @Nullable Side first;
    private boolean reset;
    private boolean finishing;
    private boolean told;
    private @Nullable Future<?> patience;
    private long lastActivity = System.nanoTime();

    /**
     * Watches the near side, which is not reading.
     *
     * @param room what it may hold
     * @param up counts what the near side sends, besides this pump's own count
     */
    public RelayPump(Stream stream, BufferRoom room, LongAdder up, Listener listener) {
        this.listener = listener;
        this.room = room;
        this.near = new PumpHalf(this, Side.NEAR, stream, up);
        stream.handledBy(near);
        stream.watch();
    }

    /**
     * Starts carrying bytes to and from the far side, first those that came early.
     *
     * @param stream on the same event loop, not reading
     * @param down counts what the far side sends, besides this pump's own count
     */
    public void join(Stream stream, LongAdder down) {
        PumpHalf half = new PumpHalf(this, Side.FAR, stream, down);
        far = half;
        stream.handledBy(half);
        lastActivity = System.nanoTime();
        if (finishing) { // the terminal went in the moment in which the destination answered
            stream.close();
            closed();
            return;
        }
        if (!stream.isOpen()) {
            broken(Side.FAR, true);
            closed();
            return;
        }
        near.open(half);
        half.open(near);
    }

    /**
     * Has the bytes of both sides counted elsewhere, too: call once, after {@link #join}.
     *
     * @param up what the near side sends
     * @param down what the far side sends
     */
    public void countAlso(LongAdder up, LongAdder down) {
        near.countAlso(up);
        PumpHalf half = far;
        if (half != null) {
            half.countAlso(down);
        }
    }

    /** Bytes received from the near side. */
    public long bytesUp() {
        return near.bytes();
    }

    /** Bytes received from the far side; 0 while there is none. */
    public long bytesDown() {
        PumpHalf half = far;
        return half == null ? 0 : half.bytes();
    }

    /** The side that ended first, in whatever way; null while neither has. */
    public @Nullable Side first() {
        return first;
    }

    /** How long nothing was received from either side, in nanoseconds. */
    public long idleNanos() {
        return System.nanoTime() - lastActivity;
    }

    boolean isThrifty() {
        return room.isScarce();
    }

    void touched() {
        lastActivity = System.nanoTime();
    }

    /** A side's input ended in order; the connection ends when the other's has, too. */
    void inputEnded(Side side) {
        blame(side, false);
        listener.halfClosed(side);
    }

    /** Everything was said to both sides, and its end. */
    void complete() {
        near.stream().close();
        PumpHalf half = far;
        if (half != null) {
            half.stream().close();
        }
    }

    /**
     * A side to which everything was said has ended and closed in one: the other one gets what
     * waits for it, however long it takes for that, and is closed.
     */
    void endedWhole(Side side) {
        if (finishing) {
            return;
        }
        inputEnded(side);
        PumpHalf other = side == Side.NEAR ? far : near;
        if (other != null) {
            other.stream().afterPending(other.stream()::close);
        }
    }

    void failed(Throwable mistake) {
        listener.failed(mistake);
    }

    /** A side is gone or broken: the other gets what waits for it, and is closed. */
    void broken(Side side, boolean byReset) {
        blame(side, byReset);
        if (finishing) {
            return;
        }
        finishing = true;
        near.dropEarly();
        PumpHalf mine = side == Side.NEAR ? near : far;
        PumpHalf other = side == Side.NEAR ? far : near;
        if (mine != null) {
            mine.stream().close();
        }
        if (other != null) {
            closeAfterFlush(other.stream());
        }
    }

    void closed() {
        PumpHalf half = far;
        boolean allClosed = !near.stream().isOpen() && (half == null || !half.stream().isOpen());
        if (allClosed && !told) {
            told = true;
            if (patience != null) {
                patience.cancel(false);
            }
            near.dropEarly();
            listener.ended(first == null ? Side.NEAR : first, reset);
        }
    }

    private void blame(Side side, boolean byReset) {
        if (first == null) {
            first = side;
            reset = byReset;
        }
    }

    private void closeAfterFlush(Stream stream) {
        stream.afterPending(stream::close);
        if (stream.isOpen()) {
            patience = stream.eventLoop().schedule(stream::close, LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }
}
