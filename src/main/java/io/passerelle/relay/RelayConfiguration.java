package io.passerelle.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.connections.ConnectionJournal;
import io.passerelle.connections.LiveConnections;
import io.passerelle.network.EventLoops;
import io.passerelle.network.GatewaySettings;
import io.passerelle.network.ProxyProtocolSettings;
import io.passerelle.nodes.NodeFacts;
import io.passerelle.routing.AddressGuard;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.DestinationResolver;
import io.passerelle.routing.RouteTable;
import io.passerelle.sessions.OnlineSessions;
import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the relay is made of. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    @Bean
    ConnectionLimits connectionLimits(RelaySettings settings, EntranceSettings entrance) {
        return new ConnectionLimits(settings.maxConnections(), entrance);
    }

    @Bean
    RelayMetrics relayMetrics(MeterRegistry registry, ConnectionLimits limits) {
        return new RelayMetrics(registry, limits);
    }

    @Bean
    RelayTuning relayTuning(EventLoops loops, RelaySettings settings, ConnectionLimits limits) {
        return new RelayTuning(loops, settings, limits);
    }

    @Bean(destroyMethod = "close")
    Losses losses(
            RouteTable routes, DestinationHealth health, SimDirectory sims, LiveConnections live) {
        var losses =
                new Losses(
                        routes,
                        health,
                        sim -> sims.byId(sim).map(KnownSim::groupId).orElse(null),
                        live);
        sims.onRegrouped(losses::changed);
        return losses;
    }

    @Bean
    RelayListeners relayListeners(
            EventLoops loops,
            GatewaySettings gateway,
            RelayTuning tuning,
            EntranceSettings entrance,
            ProxyProtocolSettings proxies,
            TerminalLookup terminals,
            RouteTable routes,
            DestinationHealth health,
            DestinationResolver resolver,
            AddressGuard guard,
            Losses losses,
            ConnectionLimits limits,
            LiveConnections live,
            ConnectionJournal journal,
            RelayMetrics metrics,
            OnlineSessions sessions,
            NodeFacts node) {
        if (tuning.settings().enabled()) {
            node.role("relay");
        }
        node.connections(live::count);
        // an address that is free again must not carry the next terminal's bytes to old servers
        sessions.onDeparture(session -> live.cutSession(session.simId(), session.sessionId()));
        var services =
                new RelayServices(
                        gateway.node(),
                        tuning,
                        terminals,
                        routes,
                        health,
                        resolver,
                        guard,
                        losses,
                        limits,
                        live,
                        journal,
                        metrics);
        return new RelayListeners(loops, gateway, services, entrance, proxies);
    }
}
