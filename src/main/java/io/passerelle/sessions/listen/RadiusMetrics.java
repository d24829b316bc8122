package io.passerelle.sessions.listen;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.wire.Malformation;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
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

    private final Map<Door, Map<Outcome, Counter>> outcomes = new EnumMap<>(Door.class);
    private final Map<Malformation, Counter> malformed;
    private final Map<AuthenticationReason, Counter> reasons;
    private final Map<Outcome, Quiet> quiet = new EnumMap<>(Outcome.class);

    RadiusMetrics(MeterRegistry registry) {
        for (Door door : Door.values()) {
            outcomes.put(
                    door,
                    counters(
                            Outcome.class,
                            o ->
                                    Counter.builder("passerelle.radius.requests")
                                            .description("RADIUS packets by what became of them")
                                            .tag("door", door.key())
                                            .tag("outcome", o.key())
                                            .register(registry)));
        }
        malformed =
                counters(
                        Malformation.class,
                        m ->
                                Counter.builder("passerelle.radius.malformed")
                                        .description("Bytes that are no RADIUS packet, by reason")
                                        .tag("reason", m.key())
                                        .register(registry));
        reasons =
                counters(
                        AuthenticationReason.class,
                        r ->
                                Counter.builder("passerelle.radius.authentications")
                                        .description("Attempts to sign on by result")
                                        .tag("reason", r.key())
                                        .register(registry));
        for (Outcome outcome : Outcome.values()) {
            quiet.put(outcome, new Quiet());
        }
    }

    private static <E extends Enum<E>> Map<E, Counter> counters(
            Class<E> type, Function<E, Counter> make) {
        Map<E, Counter> counters = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            counters.put(constant, make.apply(constant));
        }
        return counters;
    }

    void count(Door door, Outcome outcome, InetAddress source) {
        outcomes.getOrDefault(door, Map.of()).get(outcome).increment();
        if (outcome.isSuspicious()) {
            complain(door, outcome, source, null);
        }
    }

    void malformed(Door door, Malformation reason, InetAddress source) {
        malformed.get(reason).increment();
        outcomes.getOrDefault(door, Map.of()).get(Outcome.MALFORMED).increment();
        complain(door, Outcome.MALFORMED, source, reason);
    }

    void signedOn(AuthenticationReason reason) {
        reasons.get(reason).increment();
    }

    private void complain(
            Door door, Outcome outcome, InetAddress source, @Nullable Malformation reason) {
        long stoodFor = quiet.getOrDefault(outcome, new Quiet()).next();
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
