package io.passerelle.routing;

import io.passerelle.foundation.Addresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of destinations. Names are looked up on threads of their own, never on an event loop;
 * answers are kept for as long as their TTL and the settings' bounds say, and asked again when they
 * are old or when nobody answered at them. While a name does not resolve its last good answer stays
 * in use, and the answer says so.
 */
public final class DestinationResolver implements AutoCloseable {

    /** Few: the machine's resolver may hold a thread for seconds. */
    private static final int THREADS = 8;

    private static final int LOOKUPS_WAITING_AT_MOST = 10_000;
    private static final int NAMES_AT_MOST = 200_000;
    private static final Duration NOT_AGAIN_WITHIN = Duration.ofSeconds(1);

    /** An answer this many times older than it should be is no longer used unasked. */
    private static final int TOO_OLD = 10;

    private final NameLookup lookup;
    private final Supplier<RoutingSettings> settings;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final ConcurrentMap<String, Name> names = new ConcurrentHashMap<>();

    /** A resolver that knows nothing yet. */
    public DestinationResolver(
            NameLookup lookup, Supplier<RoutingSettings> settings, InstantSource clock) {
        this.lookup = lookup;
        this.settings = settings;
        this.clock = clock;
        this.threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(LOOKUPS_WAITING_AT_MOST),
                        Thread.ofPlatform().daemon().name("names-", 0).factory());
    }

    /**
     * The addresses of a host, at once when they are known. Completes on a thread of the resolver
     * otherwise; never fails.
     */
    public CompletionStage<Resolution> resolve(String host) {
        Optional<InetAddress> literal = Addresses.parse(host);
        if (literal.isPresent()) {
            return CompletableFuture.completedFuture(
                    new Resolution(List.of(literal.get()), clock.instant(), null));
        }
        Name name = names.get(host);
        if (name == null) {
            name = names.size() < NAMES_AT_MOST ? kept(host) : new Name(host);
        }
        return name.answer();
    }

    /** What is known without asking; empty for a name nobody asked for, or an address. */
    public Optional<Resolution> known(String host) {
        return Optional.ofNullable(names.get(host)).map(name -> name.latest);
    }

    /** Nobody answered at the known addresses: they may be old. Asks again, not too often. */
    public void renew(String host) {
        Name name = names.get(host);
        if (name != null && name.isOlderThan(NOT_AGAIN_WITHIN)) {
            name.ask();
        }
    }

    /** Forgets every other name: what no route uses needs no memory. */
    void retain(Set<String> hosts) {
        names.keySet().retainAll(hosts);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Name kept(String host) {
        return names.computeIfAbsent(host, Name::new);
    }

    /** A name, its latest answer, and the look-up that is under way. */
    private final class Name {

        private final String host;
        private volatile @Nullable Resolution latest;
        private volatile Duration goodFor = Duration.ZERO;
        private @Nullable CompletableFuture<Resolution> asking;

        Name(String host) {
            this.host = host;
        }

        CompletionStage<Resolution> answer() {
            Resolution now = latest;
            if (now == null || isOlderThan(goodFor.multipliedBy(TOO_OLD))) {
                return ask();
            }
            Duration age = now.problem() == null ? goodFor : NOT_AGAIN_WITHIN;
            if (!isOlderThan(age)) {
                return CompletableFuture.completedFuture(now);
            }
            CompletionStage<Resolution> next = ask();
            return now.isUsable() ? CompletableFuture.completedFuture(now) : next;
        }

        boolean isOlderThan(Duration age) {
            Resolution now = latest;
            return now == null || now.at().plus(age).isBefore(clock.instant());
        }

        synchronized CompletableFuture<Resolution> ask() {
            CompletableFuture<Resolution> running = asking;
            if (running != null) {
                return running;
            }
            CompletableFuture<Resolution> asked =
                    start().orTimeout(
                                    settings.get().nameTimeout().toMillis(), TimeUnit.MILLISECONDS)
                            .handle(this::keep);
            asking = asked.isDone() ? null : asked;
            return asked;
        }

        private CompletableFuture<NameLookup.Found> start() {
            CompletableFuture<NameLookup.Found> found = new CompletableFuture<>();
            try {
                threads.execute(() -> {
                    try {
                        found.complete(lookup.lookup(host));
                    } catch (UnknownHostException | RuntimeException e) {
                        found.completeExceptionally(e);
                    }
                });
            } catch (RejectedExecutionException e) {
                found.completeExceptionally(new UnknownHostException("too many look-ups wait"));
            }
            return found;
        }

        private synchronized Resolution keep(
                NameLookup.@Nullable Found found, @Nullable Throwable failure) {
            Instant now = clock.instant();
            Resolution before = latest;
            List<InetAddress> good =
                    found != null
                            ? found.addresses()
                            : before == null ? List.of() : before.addresses();
            if (found != null || before == null) {
                goodFor = settings.get().goodFor(found == null ? null : found.ttl());
            }
            Resolution next = new Resolution(good, now, failure == null ? null : reason(failure));
            latest = next;
            asking = null;
            return next;
        }

        private static String reason(Throwable failure) {
            return failure instanceof java.util.concurrent.TimeoutException
                    ? "no answer in time"
                    : "does not resolve";
        }
    }
}
