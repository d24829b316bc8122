package io.passerelle.sessions.listen;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.RadiusStrangers;
import io.passerelle.sessions.wire.Malformation;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what became of every packet, and logs the suspicious ones: a line per kind and ten seconds
 * at the most, with how many it stands for, so that an attack fills no disk.
 */
final class RadiusMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(RadiusMetrics.class);
    private static final long QUIET = Duration.ofSeconds(10).toNanos();

    private final RadiusStrangers strangers;
    private final List<Counters<Outcome>> outcomes = new ArrayList<>();
    private final Counters<Malformation> malformed;
    private final Counters<AuthenticationReason> reasons;
    private final List<Quiet> quiet = new ArrayList<>();

    RadiusMetrics(MeterRegistry registry, NasShares shares, RadiusStrangers strangers) {
        this.strangers = strangers;
        Gauge.builder("passerelle.radius.waiting", shares, NasShares::waiting)
                .description("Accounting requests that wait for the disk")
                .register(registry);
        for (Door door : Door.values()) {
            outcomes.add(
                    new Counters<>(
                            Outcome.class,
                            o ->
                                    Counter.builder("passerelle.radius.requests")
                                            .description("RADIUS packets by what became of them")
                                            .tag("door", door.key())
                                            .tag("outcome", o.key())
                                            .register(registry)));
        }
        malformed =
                new Counters<>(
                        Malformation.class,
                        m ->
                                Counter.builder("passerelle.radius.malformed")
                                        .description("Bytes that are no RADIUS packet, by reason")
                                        .tag("reason", m.key())
                                        .register(registry));
        reasons =
                new Counters<>(
                        AuthenticationReason.class,
                        r ->
                                Counter.builder("passerelle.radius.authentications")
                                        .description("Attempts to sign on by result")
                                        .tag("reason", r.key())
                                        .register(registry));
        for (Outcome ignored : Outcome.values()) {
            quiet.add(new Quiet());
        }
    }

    void count(Door door, Outcome outcome, InetAddress source) {
        outcomes.get(door.ordinal()).increment(outcome);
        if (outcome.isSuspicious()) {
            complain(door, outcome, source, null);
            RadiusStrangers.Fault fault = outcome.fault();
            if (fault != null) {
                strangers.noted(source, fault, Instant.now());
            }
        }
    }

    void malformed(Door door, Malformation reason, InetAddress source) {
        malformed.increment(reason);
        outcomes.get(door.ordinal()).increment(Outcome.MALFORMED);
        complain(door, Outcome.MALFORMED, source, reason);
    }

    void signedOn(AuthenticationReason reason) {
        reasons.increment(reason);
    }

    private void complain(
            Door door, Outcome outcome, InetAddress source, @Nullable Malformation reason) {
        long stoodFor = quiet.get(outcome.ordinal()).next();
        if (stoodFor > 0) {
            LOG.atWarn()
                    .addKeyValue("door", door.key())
                    .addKeyValue("outcome", outcome.key())
                    .addKeyValue("source", source.getHostAddress())
                    .addKeyValue("detail", reason == null ? "" : reason.key())
                    .addKeyValue("packets", stoodFor)
                    .log("RADIUS packet dropped");
        }
    }

    /** A counter for each word of a closed list, found without a look-up. */
    private static final class Counters<E extends Enum<E>> {
        private final List<Counter> byOrdinal = new ArrayList<>();

        Counters(Class<E> type, Function<E, Counter> make) {
            for (E constant : type.getEnumConstants()) {
                byOrdinal.add(make.apply(constant));
            }
        }

        void increment(E constant) {
            byOrdinal.get(constant.ordinal()).increment();
        }
    }

    /** Lets one through per interval and says how many it stands for. */
    private static final class Quiet {
        private final AtomicLong since = new AtomicLong();
        private final AtomicLong last = new AtomicLong(System.nanoTime() - QUIET);

        long next() {
            since.incrementAndGet();
            long now = System.nanoTime();
            long before = last.get();
            return now - before >= QUIET && last.compareAndSet(before, now)
                    ? since.getAndSet(0)
                    : 0;
        }
    }
}
