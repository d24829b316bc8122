package io.passerelle.routing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.egress.Ways;
import io.passerelle.events.Events;
import io.passerelle.foundation.InForce;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.SteadyClock;
import io.passerelle.network.EventLoops;
import io.passerelle.network.Trial;
import io.passerelle.routing.store.ApprovedNetworkStore;
import io.passerelle.routing.store.RouteStore;
import io.passerelle.store.ChangeFeed;
import java.security.Security;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The snapshots the relay reads, kept fresh by the change feed. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    /** The live topic of routes. */
    static final String TOPIC = "routes";

    @Bean
    InForce<RoutingSettings> routingInForce(RoutingSettings settings) {
        return new InForce<>(
                RoutingSettings.class, settings, key -> key.startsWith("passerelle.routing."));
    }

    @Bean
    RouteTable routeTable(
            RouteStore store,
            ChangeFeed feed,
            LiveTopics topics,
            DestinationHealth health,
            DestinationResolver resolver) {
        RouteTable table = new RouteTable();
        table.onChange(health::watch);
        table.onChange(routes -> resolver.retain(RouteTable.hosts(routes)));
        KnownRoutes known = new KnownRoutes(store);
        feed.on(
                Set.of("route", "route_destination"),
                () -> {
                    table.replace(known.read());
                    topics.topic(TOPIC).changed();
                });
        return table;
    }

    @Bean
    AddressGuard addressGuard(
            Organisations organisations,
            ApprovedNetworkStore store,
            ChangeFeed feed,
            LiveTopics topics) {
        LiveTopics.Topic topic = topics.topic(ApprovedNetworks.TOPIC);
        AddressGuard guard = new AddressGuard(id -> above(organisations, id));
        feed.on(
                "approved_network",
                () -> {
                    guard.replace(store.all());
                    topic.changed();
                });
        return guard;
    }

    @Bean(destroyMethod = "close")
    DnsLookup dnsLookup(EventLoops loops, InForce<RoutingSettings> settings) {
        // The resolver keeps answers itself, for as long as the settings say and not longer.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        return new DnsLookup(
                loops, null, () -> settings.get().nameTimeout(), NameLookup.ofTheMachine());
    }

    @Bean(destroyMethod = "close")
    DestinationResolver destinationResolver(DnsLookup dns, InForce<RoutingSettings> settings) {
        return new DestinationResolver(dns, settings, SteadyClock.ofTheProcess());
    }

    @Bean
    DestinationHealth destinationHealth(
            InForce<RoutingSettings> settings,
            LiveTopics topics,
            MeterRegistry registry,
            Events events) {
        DestinationHealth health =
                new DestinationHealth(settings, SteadyClock.ofTheProcess(), topics);
        health.onTurn(new DestinationEvents(events, health)::turned);
        for (String state : List.of("untried", "up", "returning", "down")) {
            Gauge.builder("passerelle.destinations", health, h -> h.count(state))
                    .description("Destinations of routes, by their state on this node")
                    .tag("state", state)
                    .register(registry);
        }
        return health;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    HealthChecks healthChecks(
            DestinationHealth health,
            DestinationResolver resolver,
            AddressGuard guard,
            Ways ways,
            Trial trial,
            InForce<RoutingSettings> settings) {
        return new HealthChecks(
                health,
                resolver,
                guard,
                ways,
                new SocketProbe(() -> settings.get().checkTimeout(), trial),
                () -> settings.get().checksAtOnce());
    }

    private static @Nullable UUID above(Organisations organisations, UUID id) {
        Organisation organisation = organisations.tree().byId(id).orElse(null);
        return organisation == null ? null : organisation.parentId();
    }
}
