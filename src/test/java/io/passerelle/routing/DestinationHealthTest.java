package io.passerelle.routing;

import static io.passerelle.connections.AttemptOutcome.REFUSED;
import static io.passerelle.routing.RoutingFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Ids;
import io.passerelle.foundation.LiveTopics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The destinations that routes use, and how each is: two failures in a row take one out. */
class DestinationHealthTest {

    private static final UUID ONE = Ids.next();
    private static final UUID OTHER = Ids.next();

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final LiveTopics topics = new LiveTopics();
    private final DestinationHealth health =
            new DestinationHealth(RoutingSettings::usual, () -> now, topics);

    private static Route route(UUID organisation, HealthCheck check, Destination... destinations) {
        return new Route(
                Ids.next(),
                organisation,
                Ids.next(),
                4001,
                RouteType.DEFAULT,
                "",
                check,
                600,
                WhenLost.KEEP,
                List.of(destinations),
                1);
    }

    private static HealthTarget first(Route route) {
        return HealthTarget.of(route, route.destinations().getFirst());
    }

    private void goesDown(HealthTarget target) {
        health.failed(target, REFUSED);
        health.failed(target, REFUSED);
    }

    @Test
    void whatNoRouteUses_isUntriedAndStaysSo() {
        HealthTarget stranger = first(route(ONE, HealthCheck.NONE, to("192.0.2.1", 80)));
        goesDown(stranger);
        assertThat(health.of(stranger).key()).isEqualTo("untried");
        assertThat(health.fitness(stranger)).isEqualTo(1);
        assertThat(health.snapshot()).isEmpty();
    }

    @Test
    void failuresAndSuccesses_moveItsStateAndTellEverybody() {
        AtomicInteger told = new AtomicInteger();
        health.onChange(told::incrementAndGet);
        Route route = route(ONE, HealthCheck.NONE, to("192.0.2.1", 80));
        health.watch(List.of(route));
        long version = topics.topic(DestinationHealth.TOPIC).version();

        health.succeeded(first(route));
        goesDown(first(route));

        assertThat(health.of(first(route))).isInstanceOf(Health.Down.class);
        assertThat(health.fitness(first(route))).isZero();
        assertThat(health.count("down")).isEqualTo(1);
        assertThat(health.count("up")).isZero();
        assertThat(told).as("tried, then down").hasValue(2);
        assertThat(topics.topic(DestinationHealth.TOPIC).version() - version).isEqualTo(2);
    }

    @Test
    void sameServerInTwoRoutes_hasOneHealthAndTwoUsers() {
        Route mine = route(ONE, HealthCheck.TCP, to("192.0.2.1", 80));
        Route theirs = route(OTHER, HealthCheck.TCP, to("192.0.2.1", 80), to("192.0.2.2", 80));
        health.watch(List.of(mine, theirs));
        goesDown(first(mine));
        assertThat(health.of(first(theirs))).isInstanceOf(Health.Down.class);
        assertThat(health.usersOf(first(mine))).containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(health.snapshot()).hasSize(2);
    }

    @Test
    void sameServerTestedOrReachedOtherwise_hasAHealthOfItsOwn() {
        Route byTcp = route(ONE, HealthCheck.TCP, to("192.0.2.1", 80));
        Route byTls = route(OTHER, HealthCheck.TLS, to("192.0.2.1", 80));
        Destination plain = to("192.0.2.1", 80);
        Route pinned =
                route(OTHER, HealthCheck.TCP, new Destination(plain.target(), 1, 1, Ids.next()));
        health.watch(List.of(byTcp, byTls, pinned));
        goesDown(first(byTls));
        goesDown(first(pinned));
        assertThat(health.of(first(byTcp)).key()).isEqualTo("untried");
        assertThat(health.count("down")).isEqualTo(2);
    }

    @Test
    void routesChange_whatStaysKeepsItsHealthAndTheRestIsForgotten() {
        Route before = route(ONE, HealthCheck.NONE, to("192.0.2.1", 80), to("192.0.2.2", 80));
        health.watch(List.of(before));
        before.destinations().forEach(d -> goesDown(HealthTarget.of(before, d)));
        Route after = route(ONE, HealthCheck.NONE, to("192.0.2.2", 80));
        health.watch(List.of(after));
        assertThat(health.snapshot().keySet()).containsExactly(first(after));
        assertThat(health.of(first(after))).isInstanceOf(Health.Down.class);
        health.watch(List.of(before));
        assertThat(health.of(first(before)).key()).as("used anew").isEqualTo("untried");
    }

    @Test
    void tick_handsOverWhatIsToBeCheckedAndBringsTheOthersBack() {
        Route checked = route(ONE, HealthCheck.TCP, to("192.0.2.1", 80));
        Route unchecked = route(ONE, HealthCheck.NONE, to("192.0.2.2", 80));
        health.watch(List.of(checked, unchecked));
        goesDown(first(unchecked));
        List<HealthTarget> due = new ArrayList<>();
        now = now.plusSeconds(3_600);
        health.tick((target, tracker) -> {
            due.add(target);
            tracker.checking(now);
        });
        assertThat(due).containsExactly(first(checked));
        assertThat(health.of(first(unchecked))).isInstanceOf(Health.Returning.class);
        health.tick((target, tracker) -> due.add(target));
        assertThat(due).as("not again before its interval").hasSize(1);
    }
}
