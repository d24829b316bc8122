package io.passerelle.routing;

import static io.passerelle.connections.AttemptOutcome.CONNECTED;
import static io.passerelle.connections.AttemptOutcome.TIMED_OUT;
import static io.passerelle.connections.AttemptOutcome.UNRESOLVED;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.egress.EgressFixture;
import io.passerelle.egress.EgressLink;
import io.passerelle.egress.LinkFallback;
import io.passerelle.egress.LinkState;
import io.passerelle.egress.Ways;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.HostPort;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.network.Outlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is checked, by which way, and what the outcomes come to; an hour passes at each look. */
class HealthChecksTest {

    private static final int AT_ONCE = 3;

    private final UUID organisation = Ids.next();
    private final LongAdder hours = new LongAdder();
    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    private final Map<String, AttemptOutcome> outcomes = new ConcurrentHashMap<>();
    private final List<String> probed = new CopyOnWriteArrayList<>();
    private final DestinationHealth health =
            new DestinationHealth(
                    RoutingSettings::usual,
                    () -> Instant.EPOCH.plusSeconds(3_600 * hours.sum()),
                    new LiveTopics());
    private final DestinationResolver resolver =
            new DestinationResolver(this::lookup, RoutingSettings::usual, health.clock());
    private final AddressGuard guard = new AddressGuard(id -> null);
    private final Ways ways = new Ways("test");
    private volatile Probe probe = this::probe;
    private final HealthChecks checks =
            new HealthChecks(
                    health,
                    resolver,
                    guard,
                    ways,
                    (address, outlet, host, check) -> probe.probe(address, outlet, host, check),
                    () -> AT_ONCE);

    @BeforeEach
    void start() {
        checks.start();
    }

    @AfterEach
    void close() {
        checks.close();
        resolver.close();
    }

    private NameLookup.Found lookup(String name) throws UnknownHostException {
        List<InetAddress> found = names.get(name);
        if (found == null) {
            throw new UnknownHostException(name);
        }
        return new NameLookup.Found(found, null);
    }

    private AttemptOutcome probe(
            InetSocketAddress address, Outlet outlet, String host, HealthCheck check) {
        String to = address.getAddress().getHostAddress();
        InetAddress from = outlet.source();
        probed.add(
                check
                        + " "
                        + host
                        + " "
                        + to
                        + (from == null ? "" : " by " + from.getHostAddress()));
        return outcomes.getOrDefault(to, TIMED_OUT);
    }

    private Route routeTo(Destination... destinations) {
        Route route =
                new Route(
                        Ids.next(),
                        organisation,
                        Ids.next(),
                        4001,
                        RouteType.DEFAULT,
                        "",
                        HealthCheck.TLS,
                        600,
                        WhenLost.KEEP,
                        List.of(destinations),
                        1);
        health.watch(List.of(route));
        return route;
    }

    private static Destination to(String host) {
        return new Destination(new HostPort(host, 443), 1, 1);
    }

    private Health of(Route route) {
        return health.of(HealthTarget.of(route, route.destinations().getFirst()));
    }

    private void becomes(Route route, String state) {
        eventually(() -> {
            hours.increment();
            assertThat(of(route).key()).isEqualTo(state);
        });
    }

    @Test
    void oneAddressAnswers_theServerIsUpAndTheRestIsLeftAlone() {
        names.put(
                "pay.example",
                List.of(Addresses.of("8.8.8.1"), Addresses.of("8.8.8.2"), Addresses.of("8.8.8.3")));
        outcomes.put("8.8.8.2", CONNECTED);
        Route route = routeTo(to("pay.example"));
        becomes(route, "up");
        assertThat(probed).startsWith("TLS pay.example 8.8.8.1", "TLS pay.example 8.8.8.2");
        assertThat(probed).noneMatch(probe -> probe.contains("8.8.8.3"));
    }

    @Test
    void nobodyAnswersThenSomebodyDoes_itGoesDownWithTheReasonAndComesBack() {
        Route route = routeTo(to("8.8.8.1"));
        becomes(route, "down");
        assertThat(((Health.Down) of(route)).reason()).isEqualTo(TIMED_OUT);
        outcomes.put("8.8.8.1", CONNECTED);
        becomes(route, "up");
    }

    @Test
    void nameThatDoesNotResolve_isDownForThatReason() {
        Route route = routeTo(to("nowhere.example"));
        becomes(route, "down");
        assertThat(((Health.Down) of(route)).reason()).isEqualTo(UNRESOLVED);
        assertThat(probed).isEmpty();
    }

    @Test
    void addressNobodyMayGoTo_isNeverProbed() {
        names.put("inside.example", List.of(Addresses.of("10.1.2.3"), Addresses.of("8.8.8.1")));
        outcomes.put("8.8.8.1", CONNECTED);
        Route route = routeTo(to("inside.example"));
        becomes(route, "up");
        assertThat(probed).isNotEmpty().allMatch(probe -> probe.endsWith("8.8.8.1"));
        RoutingFixture.approve(guard, organisation, "10.0.0.0/8");
        eventually(() -> {
            hours.increment();
            assertThat(probed).anyMatch(probe -> probe.endsWith("10.1.2.3"));
        });
    }

    @Test
    void linksLeadThere_theChecksGoByThemInOrder() {
        EgressLink first =
                EgressFixture.link("first", 1, LinkFallback.LINKS, "192.0.2.1", "8.0.0.0/8");
        EgressLink second =
                EgressFixture.link("second", 2, LinkFallback.NONE, "192.0.2.2", "8.0.0.0/8");
        EgressFixture.replace(ways, first, second);
        Route route = routeTo(to("8.8.8.1"));
        becomes(route, "down");
        assertThat(probed)
                .startsWith("TLS 8.8.8.1 8.8.8.1 by 192.0.2.1", "TLS 8.8.8.1 8.8.8.1 by 192.0.2.2");
    }

    @Test
    void everyLinkIsDown_nothingIsSaidOfTheServer() {
        EgressLink only =
                EgressFixture.link("only", 1, LinkFallback.NONE, "192.0.2.1", "8.0.0.0/8");
        EgressFixture.replace(ways, only);
        EgressFixture.is(ways, only, LinkState.NO_DEVICE);
        Route behind = routeTo(to("8.8.8.1"), to("9.9.9.9"));
        HealthTarget other = HealthTarget.of(behind, behind.destinations().getLast());
        eventually(() -> {
            hours.increment();
            assertThat(health.of(other).key()).as("its neighbour was checked").isEqualTo("down");
        });
        assertThat(of(behind).key()).isEqualTo("untried");
        EgressFixture.is(ways, only, LinkState.UP);
        outcomes.put("8.8.8.1", CONNECTED);
        becomes(behind, "up");
    }

    @Test
    void moreAreDueThanMayRun_theOthersWait() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        probe =
                (address, outlet, host, check) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    running.decrementAndGet();
                    return CONNECTED;
                };
        routeTo(IntStream.range(1, 20).mapToObj(i -> to("8.8.8." + i)).toArray(Destination[]::new));
        hours.increment();
        eventually(() -> assertThat(running).hasValue(AT_ONCE));
        go.countDown();
        eventually(() -> assertThat(health.count("up")).isEqualTo(19));
        assertThat(most).hasValue(AT_ONCE);
    }
}
