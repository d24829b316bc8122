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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
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

    /** What counts for a link, under its name of now. */
    synchronized LinkMeter of(EgressLink link) {
        Kept known = kept.get(link.id());
        if (known != null && known.name().equals(link.name())) {
            return known.meter();
        }
        LinkMeter meter = known == null ? new LinkMeter() : known.meter();
        if (known != null) {
            known.registered().forEach(registry::remove);
        }
        kept.put(link.id(), new Kept(link.name(), meter, register(link, meter)));
        return meter;
    }

    /** Forgets every other link. */
    synchronized void retain(Collection<EgressLink> links) {
        Set<UUID> ids = links.stream().map(EgressLink::id).collect(Collectors.toSet());
        kept.entrySet()
                .removeIf(entry -> {
                    if (ids.contains(entry.getKey())) {
                        return false;
                    }
                    entry.getValue().registered().forEach(registry::remove);
                    return true;
                });
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
