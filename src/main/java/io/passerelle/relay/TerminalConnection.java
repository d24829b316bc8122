package io.passerelle.relay;

import io.netty.util.concurrent.Future;
import io.passerelle.connections.ConnectionJournal;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.egress.LinkMeter;
import io.passerelle.foundation.HostPort;
import io.passerelle.network.RelayPump;
import io.passerelle.network.Stream;
import io.passerelle.routing.Destination;
import io.passerelle.routing.DestinationChoice;
import io.passerelle.routing.HealthTarget;
import io.passerelle.routing.Route;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal's connection from accept to end; read it downwards. It moves on its event loop only;
 * {@link #end} is the only way out. What it uses is never waited for; its route stays its route.
 */
final class TerminalConnection extends VisibleConnection
        implements Dial.Listener, RelayPump.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalConnection.class);

    private final long began = System.nanoTime();
    private final Stream near;
    private final RelayServices services;
    private final ConnectionLimits.Place place;
    private final RelayPump pump;
    private volatile State state = new State.Accepted();
    private @Nullable Stream far;
    private @Nullable Future<?> timer;
    private long wakesAt;
    private volatile Reprieve reprieve = Reprieve.NONE;
    private ConnectionJournal.Note note;

    /**
     * @param near just accepted, not reading
     * @param inputPort the port it came to, without the shift
     */
    TerminalConnection(
            Stream near,
            InetSocketAddress source,
            int inputPort,
            RelayServices services,
            ConnectionLimits.Place place) {
        super(source, inputPort);
        this.near = near;
        this.services = services;
        this.note = services.journal()::ended;
        this.place = place;
        this.pump = new RelayPump(near, services.tuning().room(), services.metrics().up(), this);
    }

    /** Finds out who it is and carries it; call once, on its event loop. */
    void accepted() {
        safely(this::identify);
    }

    private void identify() {
        Terminal terminal = services.terminals().at(source().getAddress());
        if (terminal == null) {
            seek();
        } else {
            identified(terminal);
        }
    }

    /** Nothing is waited for: whoever is asked calls back. */
    private void seek() {
        CompletionStage<Void> asked = services.terminals().seek(source().getAddress());
        if (asked == null) {
            end(EndReason.NO_SESSION);
            return;
        }
        state = new State.Sought();
        asked.whenComplete((answer, failure) -> onLoop(this::sought));
    }

    private void sought() {
        if (!(state instanceof State.Sought)) {
            return;
        }
        Terminal terminal = services.terminals().at(source().getAddress());
        if (terminal == null) {
            end(EndReason.NO_SESSION);
        } else {
            identified(terminal);
        }
    }

    private void identified(Terminal terminal) {
        state = new State.Identified(terminal);
        EndReason refusal = terminal.refusal();
        if (refusal == null) {
            refusal = place.take(terminal);
        }
        if (refusal == null) {
            route(terminal);
        } else {
            end(refusal);
        }
    }

    private void route(Terminal terminal) {
        Route route = services.routes().match(terminal.groupId(), inputPort());
        if (route == null) {
            end(EndReason.NO_ROUTE);
            return;
        }
        state = new State.Routed(terminal, route);
        EndReason limit = place.dialling(terminal);
        if (limit == null) {
            dial(terminal, route);
        } else {
            end(limit);
        }
    }

    private void dial(Terminal terminal, Route route) {
        List<Destination> order =
                DestinationChoice.order(
                        route.destinations(),
                        destination ->
                                services.health().fitness(HealthTarget.of(route, destination)),
                        ThreadLocalRandom.current());
        Dial dial = new Dial(services, near.eventLoop(), terminal, route, order, this);
        state = new State.Dialling(terminal, route, dial);
        services.live().opened(this);
        note = services.journal().opened(this, record(state, EndReason.GATEWAY_FAILED));
        if (!isStillThere(terminal)) {
            end(EndReason.SESSION_ENDED); // before anybody could tell this connection
            return;
        }
        dial.next();
        stillDialling(); // a name that is looked up takes its time, too
    }

    private boolean isStillThere(Terminal terminal) {
        Terminal now = services.terminals().at(source().getAddress());
        return now != null && now.admitted() && now.sessionId().equals(terminal.sessionId());
    }

    @Override
    public void dialling() {
        stillDialling();
    }

    private void stillDialling() {
        if (!(state instanceof State.Dialling(Terminal ignored, Route toward, Dial dial))) {
            return;
        }
        if (dial.left() <= 0) {
            end(EndReason.DIAL_TIMEOUT);
        } else {
            wakeWithin(Math.min(dial.left(), dial.giveUpLate()));
        }
    }

    @Override
    public void exhausted(boolean anyAllowed) {
        end(
                anyAllowed || path().stream().anyMatch(a -> a.address() == null)
                        ? EndReason.ALL_DESTINATIONS_FAILED
                        : EndReason.NO_DESTINATION_ALLOWED);
    }

    @Override
    public void answered(Stream destination) {
        if (!(state instanceof State.Dialling(Terminal terminal, Route route, Dial dial))) {
            destination.close();
            return;
        }
        place.dialled();
        far = destination;
        int millis = (int) ((System.nanoTime() - began) / 1_000_000);
        HostPort target = Objects.requireNonNull(dial.destination()).target();
        Instant down = services.losses().downSince(route, target);
        state = new State.Relaying(terminal, route, dial, millis, target, down);
        services.live().moved();
        note.carried(record(state, EndReason.GATEWAY_FAILED));
        LinkMeter meter = dial.way().meter();
        if (meter == null) {
            pump.join(destination, services.metrics().down());
        } else {
            meter.opened();
            pump.join(destination, services.metrics().down());
            pump.countAlso(meter.up(), meter.down());
        }
        lookAgain(); // the route may have changed while destinations were tried
    }

    /** From any thread: only those whose standing has changed trouble their event loop. */
    @Override
    public void reconsider() {
        if (state instanceof State.Relaying relaying
                && !reprieve.is(services.losses().of(relaying))) {
            onLoop(this::lookAgain);
        }
    }

    private void lookAgain() {
        if (state instanceof State.Relaying relaying) {
            reprieve = reprieve.next(services.losses().of(relaying), System.nanoTime());
            watch(relaying.route());
        }
    }

    /** Ends the connection when it could have been silent, old or drained for long enough. */
    private void watch(Route route) {
        if (state instanceof State.Ended) {
            return;
        }
        EndReason lost = reprieve.over(System.nanoTime());
        if (lost != null) {
            end(lost);
            return;
        }
        RelayPump.Side first = pump.first();
        Duration silence = Duration.ofSeconds(route.idleSeconds());
        Duration halfClosed = services.settings().halfClosedLimit();
        if (first != null && halfClosed.compareTo(silence) < 0) {
            silence = halfClosed;
        }
        long silenceLeft = silence.toNanos() - pump.idleNanos();
        long totalLeft = services.settings().totalLimit().toNanos() - (System.nanoTime() - began);
        if (totalLeft <= 0) {
            end(EndReason.TOTAL_TIMEOUT);
        } else if (silenceLeft <= 0) {
            end(first == null ? EndReason.IDLE_TIMEOUT : reason(first, false));
        } else {
            long left = Math.min(silenceLeft, totalLeft);
            wakeWithin(Math.min(left, reprieve.left(System.nanoTime())));
        }
    }

    /** From now on silence is endured for a shorter time. */
    @Override
    public void halfClosed(RelayPump.Side side) {
        if (state instanceof State.Relaying relaying) {
            watch(relaying.route());
        }
    }

    /** The pump's word that both sides are closed, or the near one before there was a far one. */
    @Override
    public void ended(RelayPump.Side first, boolean reset) {
        end(
                state instanceof State.Relaying
                        ? reason(first, reset)
                        : EndReason.CLIENT_GONE_WHILE_CONNECTING);
    }

    private static EndReason reason(RelayPump.Side first, boolean reset) {
        return switch (first) {
            case NEAR -> reset ? EndReason.CLIENT_RESET : EndReason.CLIENT_CLOSED;
            case FAR -> reset ? EndReason.DESTINATION_RESET : EndReason.DESTINATION_CLOSED;
        };
    }

    /** Told from any thread, however busy. */
    @Override
    public void cut(EndReason reason) {
        onLoop(() -> end(reason));
    }

    private void onLoop(Runnable step) {
        try {
            near.eventLoop().execute(() -> safely(step));
        } catch (RejectedExecutionException stopped) {
            // the loop is gone, and the connection with it
        }
    }

    @Override
    public void failed(Throwable mistake) {
        LOG.atError().setCause(mistake).addKeyValue("connection", id()).log("Connection failed");
        end(EndReason.FAULT);
    }

    /** A mistake ends this connection, and no other. */
    private void safely(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException mistake) {
            failed(mistake);
        }
    }

    /** The one exit door. What comes after the first call changes nothing. */
    private void end(EndReason reason) {
        State last = state;
        if (last instanceof State.Ended) {
            return;
        }
        state = new State.Ended(last, reason);
        stopTimer();
        Dial dial = last.dial();
        if (dial != null) {
            dial.cancel();
        }
        if (reason == EndReason.SESSION_ENDED) {
            near.reset(); // what waits must not reach who has the address next
        } else {
            near.close();
        }
        if (far != null) {
            far.close();
        }
        place.giveBack();
        LinkMeter meter = dial == null || far == null ? null : dial.way().meter();
        if (meter != null) {
            meter.ended();
        }
        services.metrics().ended(reason);
        services.live().ended(this);
        note.ended(record(last, reason));
    }

    private ConnectionRecord record(State last, EndReason reason) {
        Instant endedAt = openedAt().plusNanos(System.nanoTime() - began);
        Integer millis = last instanceof State.Relaying it ? it.connectMillis() : null;
        Destination used = millis == null ? null : used();
        return Leaving.of(this, services.node(), endedAt, used, millis, reason);
    }

    /**
     * Looks at the clock again, in so many nanoseconds at the latest. A connection moves on more
     * often than it waits in vain, so an alarm that is early enough stays: it costs a look then,
     * where another would cost every connection.
     */
    private void wakeWithin(long nanos) {
        long at = System.nanoTime() + nanos;
        if (state instanceof State.Ended || timer != null && wakesAt - at <= 0) {
            return;
        }
        stopTimer();
        wakesAt = at;
        timer = near.eventLoop().schedule(() -> safely(this::wake), nanos, TimeUnit.NANOSECONDS);
    }

    private void wake() {
        timer = null;
        if (state instanceof State.Relaying relaying) {
            watch(relaying.route());
        } else {
            stillDialling();
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public @Nullable Instant drainsUntil() {
        return state instanceof State.Relaying ? reprieve.until() : null;
    }

    @Override
    State state() {
        return state;
    }

    @Override
    public long bytesUp() {
        return pump.bytesUp();
    }

    @Override
    public long bytesDown() {
        return pump.bytesDown();
    }
}
