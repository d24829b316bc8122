package io.passerelle.egress;

import static io.passerelle.egress.EgressFixture.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each link has its metrics under its name, whatever names do between two looks. */
class LinkMetersTest {

    private static final int EACH = 6;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LinkMeters meters = new LinkMeters(registry, new Ways("node-1"));
    private final EgressLink tunnel = link("tunnel", 1, LinkFallback.LINKS, "wg0", "10.0.0.0/8");
    private final EgressLink line = link("line", 2, LinkFallback.LINKS, "eth1", "10.0.0.0/8");

    private static EgressLink named(EgressLink link, String name) {
        return new EgressLink(
                link.id(),
                name,
                link.kind(),
                link.priority(),
                link.enabled(),
                link.fallback(),
                link.networks(),
                link.ends(),
                link.check(),
                link.note(),
                link.createdAt(),
                Instant.EPOCH,
                link.version() + 1);
    }

    private double connections(String name) {
        return registry.get("passerelle.egress.connections")
                .tag("link", name)
                .functionCounter()
                .count();
    }

    private void carried(EgressLink link, int connections) {
        for (int i = 0; i < connections; i++) {
            meters.of(link).opened();
        }
    }

    @Test
    void linksThatSwapNames_keepWhatTheyCarried_andEveryMetric() {
        meters.follow(List.of(tunnel, line));
        carried(tunnel, 3);
        carried(line, 5);

        meters.follow(List.of(named(tunnel, "line"), named(line, "tunnel")));

        assertThat(connections("line")).isEqualTo(3);
        assertThat(connections("tunnel")).isEqualTo(5);
        assertThat(registry.getMeters()).hasSize(2 * EACH);
        carried(tunnel, 1);
        assertThat(connections("line")).isEqualTo(4);
    }

    @Test
    void linkThatIsMadeAnewUnderTheSameName_countsFromNothing_andIsNotLostWithTheOld() {
        meters.follow(List.of(tunnel));
        carried(tunnel, 3);
        EgressLink anew = link("tunnel", 1, LinkFallback.LINKS, "wg0", "10.0.0.0/8");

        meters.follow(List.of(anew));

        assertThat(connections("tunnel")).isZero();
        assertThat(registry.getMeters()).hasSize(EACH);
        carried(anew, 2);
        assertThat(connections("tunnel")).isEqualTo(2);
    }

    @Test
    void nameThatMovesOn_isFreeForTheNext() {
        meters.follow(List.of(tunnel, line));
        carried(tunnel, 3);

        meters.follow(List.of(named(tunnel, "old tunnel"), named(line, "tunnel")));

        assertThat(connections("old tunnel")).isEqualTo(3);
        assertThat(connections("tunnel")).isZero();
        assertThat(registry.getMeters()).hasSize(2 * EACH);
        meters.follow(List.of());
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void linkThatStays_keepsItsMetersAsTheyAre() {
        meters.follow(List.of(tunnel));
        var before = registry.getMeters();
        meters.follow(List.of(named(tunnel, "tunnel"), line));

        assertThat(registry.getMeters()).containsAll(before).hasSize(2 * EACH);
    }
}
