package io.passerelle.routing;

import io.passerelle.egress.LinkTable;
import io.passerelle.egress.Ways;
import io.passerelle.foundation.SteadyClock;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The chances of each destination of a route, as the relay would meet them now. */
@Component
final class Prospects {

    private final DestinationHealth health;
    private final DestinationResolver resolver;
    private final AddressGuard guard;
    private final Ways ways;

    Prospects(
            DestinationHealth health, DestinationResolver resolver, AddressGuard guard, Ways ways) {
        this.health = health;
        this.resolver = resolver;
        this.guard = guard;
        this.ways = ways;
    }

    /** Looks names up where they are not known: a few seconds at most. */
    List<Explanation.Choice> of(Route route, WhatIf whatIf) {
        Map<Destination, Resolution> names = resolutions(route);
        List<Explanation.Choice> choices = new ArrayList<>();
        double left = 1;
        for (List<Destination> level : DestinationChoice.levels(route.destinations())) {
            List<Explanation.Choice> bare =
                    level.stream().map(d -> bare(route, d, whatIf, names)).toList();
            double[] parts =
                    DestinationChoice.parts(
                            level, bare.stream().mapToDouble(Prospects::fitness).toArray());
            boolean takesAll = false;
            for (int i = 0; i < parts.length; i++) {
                choices.add(withChances(bare.get(i), left * parts[i], parts[i]));
                takesAll |= parts[i] > 0;
            }
            left = takesAll ? 0 : left;
        }
        return choices;
    }

    private Map<Destination, Resolution> resolutions(Route route) {
        Map<String, CompletableFuture<Resolution>> asked = new HashMap<>();
        for (Destination destination : route.destinations()) {
            asked.computeIfAbsent(
                    destination.target().host(),
                    host -> resolver.resolve(host).toCompletableFuture());
        }
        Map<Destination, Resolution> found = new IdentityHashMap<>();
        for (Destination destination : route.destinations()) {
            CompletableFuture<Resolution> answer = asked.get(destination.target().host());
            if (answer != null) {
                found.put(destination, answer.join());
            }
        }
        return found;
    }

    private Explanation.Choice bare(
            Route route,
            Destination destination,
            WhatIf whatIf,
            Map<Destination, Resolution> names) {
        Resolution resolution =
                names.getOrDefault(destination, new Resolution(List.of(), Instant.EPOCH, null));
        List<InetAddress> refused =
                resolution.addresses().stream()
                        .filter(address -> !guard.allows(route.organisationId(), address))
                        .toList();
        return new Explanation.Choice(
                destination,
                0,
                0,
                health.of(HealthTarget.of(route, destination)),
                whatIf.dead().contains(destination.target()),
                resolution.addresses(),
                resolution.isKept(),
                refused,
                roads(destination, resolution, refused));
    }

    private List<Explanation.Road> roads(
            Destination destination, Resolution resolution, List<InetAddress> refused) {
        LinkTable links = ways.links();
        if (links == null) {
            return List.of();
        }
        return resolution.addresses().stream()
                .filter(address -> !refused.contains(address))
                .map(address ->
                        new Explanation.Road(address, links.plan(address, destination.link())))
                .toList();
    }

    private static double fitness(Explanation.Choice choice) {
        boolean reachable = !choice.assumedDead() && choice.isReachable();
        return reachable ? choice.health().fitness(SteadyClock.ofTheProcess().instant()) : 0;
    }

    private static Explanation.Choice withChances(
            Explanation.Choice choice, double probability, double part) {
        return new Explanation.Choice(
                choice.destination(),
                probability,
                part,
                choice.health(),
                choice.assumedDead(),
                choice.addresses(),
                choice.namesKept(),
                choice.refused(),
                choice.roads());
    }
}
