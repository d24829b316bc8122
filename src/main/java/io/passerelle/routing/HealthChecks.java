package io.passerelle.routing;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.egress.Way;
import io.passerelle.egress.Ways;
import io.passerelle.network.Outlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Makes the checks that are due, a bounded number at a time, each on a virtual thread. When more
 * are due than can be made they come later, never more at once.
 */
final class HealthChecks implements AutoCloseable {

    private static final int TICK_MILLIS = 200;

    private final DestinationHealth health;
    private final DestinationResolver resolver;
    private final AddressGuard guard;
    private final Ways ways;
    private final Probe probe;
    private final IntSupplier atOnce;
    private final AtomicInteger running = new AtomicInteger();
    private final ExecutorService workers =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("check-", 0).factory());
    private final Thread ticker;
    private volatile boolean closed;

    HealthChecks(
            DestinationHealth health,
            DestinationResolver resolver,
            AddressGuard guard,
            Ways ways,
            Probe probe,
            IntSupplier atOnce) {
        this.health = health;
        this.resolver = resolver;
        this.guard = guard;
        this.ways = ways;
        this.probe = probe;
        this.atOnce = atOnce;
        this.ticker = Thread.ofVirtual().name("checks").unstarted(this::run);
    }

    void start() {
        ticker.start();
    }

    @Override
    public void close() {
        closed = true;
        ticker.interrupt();
        workers.shutdownNow();
    }

    private void run() {
        while (!closed) {
            health.tick(this::begin);
            try {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void begin(HealthTarget target, HealthTracker tracker) {
        if (closed || running.get() >= atOnce.getAsInt()) {
            return;
        }
        running.incrementAndGet();
        tracker.checking(health.clock().instant());
        workers.execute(() -> {
            try {
                check(target);
            } finally {
                running.decrementAndGet();
            }
        });
    }

    private void check(HealthTarget target) {
        String host = target.target().host();
        Resolution resolution = resolver.resolve(host).toCompletableFuture().join();
        if (!resolution.isUsable()) {
            health.failed(target, AttemptOutcome.UNRESOLVED);
            return;
        }
        List<InetAddress> allowed = allowed(target, resolution);
        if (allowed.isEmpty()) {
            return; // nobody may go there, so nobody may be told whether it answers
        }
        AttemptOutcome outcome = probe(target, allowed);
        switch (outcome) {
            case CONNECTED -> health.succeeded(target);
            case LINK_DOWN -> {} // that tells nothing of the server
            default -> {
                resolver.renew(host);
                health.failed(target, outcome);
            }
        }
    }

    /** Goes the ways a terminal's connection would go, until one leads there. */
    private AttemptOutcome probe(HealthTarget target, List<InetAddress> allowed) {
        AttemptOutcome outcome = AttemptOutcome.LINK_DOWN;
        for (InetAddress address : allowed) {
            var socket = new InetSocketAddress(address, target.target().port());
            for (Way way : ways.to(address, target.link())) {
                Outlet outlet = Ways.outlet(way, address);
                outcome = probe.probe(socket, outlet, target.target().host(), target.check());
                if (outcome == AttemptOutcome.CONNECTED) {
                    return outcome;
                }
            }
        }
        return outcome;
    }

    private List<InetAddress> allowed(HealthTarget target, Resolution resolution) {
        Set<UUID> users = health.usersOf(target);
        return resolution.addresses().stream()
                .filter(address -> users.stream().anyMatch(user -> guard.allows(user, address)))
                .toList();
    }
}
