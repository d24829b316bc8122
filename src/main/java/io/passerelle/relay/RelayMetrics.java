package io.passerelle.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.EndReason;
import io.passerelle.network.BufferRoom;
import io.passerelle.network.ProxyHeader;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the relay counts. Every meter exists from the start, so that none appears out of nowhere.
 */
final class RelayMetrics {

    private final LongAdder up = new LongAdder();
    private final LongAdder down = new LongAdder();
    private final Counter opened;
    private final Map<EndReason, Counter> ended = new EnumMap<>(EndReason.class);
    private final Map<ProxyHeader.Outcome, Counter> headers =
            new EnumMap<>(ProxyHeader.Outcome.class);
    private final Map<AttemptOutcome, Timer> dials = new EnumMap<>(AttemptOutcome.class);

    RelayMetrics(MeterRegistry registry, ConnectionLimits limits) {
        opened =
                Counter.builder("passerelle.connections.opened")
                        .description("Connections that came; each ends once, by whatever reason")
                        .register(registry);
        for (EndReason reason : EndReason.values()) {
            ended.put(
                    reason,
                    Counter.builder("passerelle.connections.ended")
                            .description("Connections ended, by reason")
                            .tag("reason", reason.key())
                            .register(registry));
        }
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            dials.put(
                    outcome,
                    Timer.builder("passerelle.relay.dial")
                            .description("Attempts to reach a destination, by outcome")
                            .tag("outcome", outcome.key())
                            .register(registry));
        }
        for (ProxyHeader.Outcome outcome : ProxyHeader.Outcome.values()) {
            headers.put(
                    outcome,
                    Counter.builder("passerelle.relay.proxy.headers")
                            .description("Headers of load balancers, by what they said")
                            .tag("outcome", outcome.key())
                            .register(registry));
        }
        Gauge.builder("passerelle.connections.most", limits, ConnectionLimits::most)
                .description("Connections that may be open at a time")
                .register(registry);
        Gauge.builder("passerelle.relay.dialling", limits, ConnectionLimits::dialling)
                .description("Connections that wait for a destination")
                .register(registry);
        Gauge.builder("passerelle.connections.live", limits, ConnectionLimits::open)
                .description("Connections open now")
                .register(registry);
        Gauge.builder("passerelle.network.buffers", BufferRoom::taken)
                .description("Memory outside of the heap that the network's buffers take")
                .baseUnit("bytes")
                .register(registry);
        bytes(registry, "up", up);
        bytes(registry, "down", down);
    }

    LongAdder up() {
        return up;
    }

    LongAdder down() {
        return down;
    }

    void opened() {
        opened.increment();
    }

    void ended(EndReason reason) {
        counter(reason).increment();
    }

    void proxyHeader(ProxyHeader.Outcome outcome) {
        Counter counter = headers.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    void dialled(AttemptOutcome outcome, long nanos) {
        Timer timer = dials.get(outcome);
        if (timer != null) {
            timer.record(Duration.ofNanos(nanos));
        }
    }

    private Counter counter(EndReason reason) {
        Counter counter = ended.get(reason);
        if (counter == null) {
            throw new IllegalStateException("no counter of " + reason);
        }
        return counter;
    }

    private static void bytes(MeterRegistry registry, String direction, LongAdder sum) {
        FunctionCounter.builder("passerelle.relay.bytes", sum, LongAdder::sum)
                .description("Bytes received from terminals (up) and destinations (down)")
                .baseUnit("bytes")
                .tag("direction", direction)
                .register(registry);
    }
}
