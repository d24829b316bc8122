package io.passerelle.egress;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The meters of every link of this node: they come and go with it, and follow its name. */
final class LinkMeters {

    private final MeterRegistry registry;
    private final Ways ways;
    private final Map<UUID, Kept> kept = new HashMap<>();

    private record Kept(String name, LinkMeter meter, List<Meter> registered) {}

    LinkMeters(MeterRegistry registry, Ways ways) {
        this.registry = registry;
        this.ways = ways;
    }

    /**
     * Follows the links there are now. Whatever is gone, or is called otherwise, lets go of its
     * name before any link takes one: a name may be another link's from one moment to the next.
     */
    synchronized void follow(Collection<EgressLink> links) {
        Map<UUID, EgressLink> now =
                links.stream().collect(Collectors.toMap(EgressLink::id, Function.identity()));
        Map<UUID, LinkMeter> renamed = new HashMap<>();
        kept.entrySet()
                .removeIf(entry -> {
                    Kept before = entry.getValue();
                    EgressLink link = now.get(entry.getKey());
                    if (link != null && link.name().equals(before.name())) {
                        return false;
                    }
                    before.registered().forEach(registry::remove);
                    if (link != null) {
                        renamed.put(entry.getKey(), before.meter());
                    }
                    return true;
                });
        for (EgressLink link : links) {
            kept.computeIfAbsent(
                    link.id(), id -> kept(link, renamed.getOrDefault(id, new LinkMeter())));
        }
    }

    private Kept kept(EgressLink link, LinkMeter meter) {
        return new Kept(link.name(), meter, register(link, meter));
    }

    /** What counts for a link that is followed. */
    synchronized LinkMeter of(EgressLink link) {
        return Objects.requireNonNull(kept.get(link.id()), link::name).meter();
    }

    private List<Meter> register(EgressLink link, LinkMeter meter) {
        Tags tags = Tags.of("link", link.name());
        UUID id = link.id();
        return List.of(
                counter(
                        "connections",
                        "Connections that left by the link",
                        tags,
                        meter,
                        LinkMeter::connections),
                counter(
                        "failures",
                        "Attempts over the link that nobody answered",
                        tags,
                        meter,
                        LinkMeter::failures),
                bytes(tags.and("direction", "up"), meter.up()),
                bytes(tags.and("direction", "down"), meter.down()),
                Gauge.builder("passerelle.egress.open", meter, LinkMeter::open)
                        .description("Connections open over the link")
                        .tags(tags)
                        .register(registry),
                Gauge.builder("passerelle.egress.up", () -> isUp(id) ? 1 : 0)
                        .description("Whether the link carries connections on this node")
                        .tags(tags)
                        .register(registry));
    }

    private Meter counter(
            String name,
            String what,
            Tags tags,
            LinkMeter meter,
            ToDoubleFunction<LinkMeter> count) {
        return FunctionCounter.builder("passerelle.egress." + name, meter, count)
                .description(what)
                .tags(tags)
                .register(registry);
    }

    private Meter bytes(Tags tags, LongAdder sum) {
        return FunctionCounter.builder("passerelle.egress.bytes", sum, LongAdder::sum)
                .description("Bytes carried over the link, from terminals (up) and to them (down)")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
    }

    private boolean isUp(UUID id) {
        LinkTable table = ways.links();
        return table != null
                && table.links().stream().anyMatch(link -> link.is(id) && link.status().isUp());
    }
}
