package io.passerelle.relay;

import io.netty.channel.EventLoop;
import io.passerelle.connections.Attempt;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.egress.LinkMeter;
import io.passerelle.egress.LinkPlan;
import io.passerelle.egress.LinkTable;
import io.passerelle.egress.Way;
import io.passerelle.network.Stream;
import io.passerelle.routing.Destination;
import io.passerelle.routing.HealthTarget;
import io.passerelle.routing.Resolution;
import io.passerelle.routing.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The search for a destination that answers: every destination in the given order, every address of
 * each, by every egress link that leads there, until one does. Each address is judged by the guard
 * just before it is dialled. Runs on the terminal's event loop; the path may be read from anywhere.
 */
final class Dial {

    /** Learns how the search ended, once, on the event loop. */
    interface Listener {
        /** An attempt is under way: {@link #giveUpLate} is to be called in good time. */
        void dialling();

        /** A destination answered; its stream does not read yet. */
        void answered(Stream far);

        /**
         * No destination answered.
         *
         * @param anyAllowed whether any address was allowed to be dialled
         */
        void exhausted(boolean anyAllowed);

        /** The gateway's own mistake; the search is over. */
        void failed(Throwable mistake);
    }

    private static final long SOON_NANOS = 1_000_000;

    private final long began = System.nanoTime();
    private final RelayServices services;
    private final EventLoop loop;
    private final Route route;
    private final Terminal terminal;
    private final Iterator<Destination> order;
    private final Listener listener;
    private Iterator<InetAddress> addresses = List.<InetAddress>of().iterator();
    private @Nullable Iterator<Way> ways;
    private @Nullable AttemptOutcome lastFailure;
    private @Nullable Stream connecting;
    private long connectingSince;
    private boolean late;
    private boolean anyAllowed;
    private boolean cancelled;
    private volatile @Nullable Destination destination;
    private volatile @Nullable InetAddress address;
    private volatile Way way = Way.DEFAULT;
    private volatile List<Attempt> path = List.of();

    Dial(
            RelayServices services,
            EventLoop loop,
            Terminal terminal,
            Route route,
            List<Destination> order,
            Listener listener) {
        this.services = services;
        this.loop = loop;
        this.terminal = terminal;
        this.route = route;
        this.order = order.iterator();
        this.listener = listener;
    }

    /** The attempts so far. */
    List<Attempt> path() {
        return path;
    }

    /** The destination that is tried or answered. */
    @Nullable Destination destination() {
        return destination;
    }

    /** The address that is dialled or answered. */
    @Nullable InetAddress address() {
        return address;
    }

    /** The way it is dialled, or was answered by. */
    Way way() {
        return way;
    }

    /** Tries the next destination. */
    void next() {
        if (cancelled) {
            return;
        }
        address = null;
        way = Way.DEFAULT;
        if (!order.hasNext()) {
            destination = null;
            listener.exhausted(anyAllowed);
            return;
        }
        Destination next = order.next();
        destination = next;
        CompletableFuture<Resolution> resolution =
                services.resolver().resolve(next.target().host()).toCompletableFuture();
        if (resolution.isDone()) {
            resolved(next, resolution.join());
        } else {
            resolution.thenAcceptAsync(answer -> safely(() -> resolved(next, answer)), loop);
        }
    }

    /** How long the search may still take, in nanoseconds. */
    long left() {
        return services.settings().dialLimit().toNanos() - (System.nanoTime() - began);
    }

    /**
     * Gives an attempt up that has taken too long, which leads to the next one.
     *
     * @return nanoseconds until the attempt under way then will have; {@link Long#MAX_VALUE} while
     *     a name is looked up, which {@link #left} alone limits
     */
    long giveUpLate() {
        Stream attempt = connecting;
        if (attempt != null && leftOfAttempt() <= 0) {
            late = true;
            attempt.close();
        }
        return connecting == null ? Long.MAX_VALUE : Math.max(SOON_NANOS, leftOfAttempt());
    }

    private long leftOfAttempt() {
        return services.settings().connectTimeout().toNanos()
                - (System.nanoTime() - connectingSince);
    }

    /** Stops the search; nobody is told. */
    void cancel() {
        cancelled = true;
        if (connecting != null) {
            connecting.close();
        }
    }

    private void resolved(Destination target, Resolution resolution) {
        if (!resolution.isUsable()) {
            tried(target, null, AttemptOutcome.UNRESOLVED, 0);
            services.health().failed(HealthTarget.of(route, target), AttemptOutcome.UNRESOLVED);
            next();
            return;
        }
        addresses = resolution.addresses().iterator();
        lastFailure = null;
        nextAddress(target);
    }

    private void nextAddress(Destination target) {
        while (!cancelled && addresses.hasNext()) {
            InetAddress candidate = addresses.next();
            if (services.guard().allows(terminal.organisationId(), candidate)) {
                anyAllowed = true;
                if (services.ways().links() == null && target.link() == null) {
                    connect(target, candidate, Way.DEFAULT);
                    return;
                }
                if (byLinks(target, candidate)) {
                    return;
                }
            } else {
                way = Way.DEFAULT;
                tried(target, candidate, AttemptOutcome.NOT_ALLOWED, 0);
            }
        }
        AttemptOutcome failure = lastFailure;
        if (failure != null && !cancelled) {
            services.health().failed(HealthTarget.of(route, target), failure);
            services.resolver().renew(target.target().host());
        }
        next();
    }

    /**
     * Which links an address lies behind, and which of them are up, is known of the address that is
     * dialled, at the moment it is; false when there is no way to it now. That tells nothing of the
     * server, so its health stays as it is: it is tried again as soon as a link is back.
     */
    private boolean byLinks(Destination target, InetAddress to) {
        LinkTable links = services.ways().links();
        LinkPlan plan = links == null ? LinkPlan.NOTHING : links.plan(to, target.link());
        Iterator<Way> possible = plan.ways(to).iterator();
        if (!possible.hasNext()) {
            way = plan.links().isEmpty() ? Way.DEFAULT : new Way(plan.links().getFirst());
            tried(target, to, AttemptOutcome.LINK_DOWN, 0);
            return false;
        }
        ways = possible;
        connect(target, to, possible.next());
        return true;
    }

    private void connect(Destination target, InetAddress to, Way by) {
        address = to;
        way = by;
        late = false;
        connectingSince = System.nanoTime();
        connecting =
                services.streams()
                        .connect(
                                loop,
                                new InetSocketAddress(to, target.target().port()),
                                by.outlet(to),
                                (far, failure) ->
                                        safely(() -> connected(target, to, far, failure)));
        listener.dialling();
    }

    private void connected(
            Destination target, InetAddress to, Stream far, @Nullable Throwable failure) {
        connecting = null;
        if (cancelled) {
            far.close();
            return;
        }
        AttemptOutcome outcome = outcome(failure);
        tried(target, to, outcome, System.nanoTime() - connectingSince);
        if (failure != null) {
            lastFailure = outcome;
            nextWay(target, to);
            return;
        }
        services.health().succeeded(HealthTarget.of(route, target));
        listener.answered(far);
    }

    /** The same address by its next link, then the next address. */
    private void nextWay(Destination target, InetAddress to) {
        Iterator<Way> more = ways;
        if (more != null && more.hasNext()) {
            connect(target, to, more.next());
        } else {
            ways = null;
            nextAddress(target);
        }
    }

    private AttemptOutcome outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return AttemptOutcome.CONNECTED;
        }
        return late ? AttemptOutcome.TIMED_OUT : AttemptOutcome.of(failure);
    }

    /** Futures would swallow a mistake, and the terminal would wait for nothing. */
    private void safely(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException mistake) {
            listener.failed(mistake);
        }
    }

    private void tried(
            Destination target, @Nullable InetAddress to, AttemptOutcome outcome, long nanos) {
        services.metrics().dialled(outcome, nanos);
        LinkMeter meter = way.meter();
        if (meter != null && to != null && outcome != AttemptOutcome.CONNECTED) {
            meter.failed();
        }
        List<Attempt> longer = new ArrayList<>(path.size() + 1);
        longer.addAll(path);
        longer.add(
                new Attempt(
                        target.target().host(),
                        to,
                        target.target().port(),
                        target.priority(),
                        outcome,
                        (int) (nanos / 1_000_000),
                        way.name()));
        path = longer;
    }
}
