package io.passerelle.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.connections.ConnectionJournal;
import io.passerelle.connections.LiveConnections;
import io.passerelle.egress.Ways;
import io.passerelle.foundation.InForce;
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
    InForce<EntranceSettings> entranceInForce(EntranceSettings settings) {
        return new InForce<>(EntranceSettings.class, settings, EntranceSettings.KEYS::contains);
    }

    @Bean
    InForce<ProxyProtocolSettings> proxiesInForce(ProxyProtocolSettings settings) {
        return new InForce<>(ProxyProtocolSettings.class, settings, ProxyProtocolSettings::isKey);
    }

    @Bean
    ConnectionLimits connectionLimits(RelaySettings settings, InForce<EntranceSettings> entrance) {
        var limits = new ConnectionLimits(settings.maxConnections(), entrance.get());
        entrance.onChange(limits::entrance);
        return limits;
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
            InForce<EntranceSettings> entrance,
            InForce<ProxyProtocolSettings> proxies,
            TerminalLookup terminals,
            RouteTable routes,
            DestinationHealth health,
            DestinationResolver resolver,
            AddressGuard guard,
            Ways ways,
            Losses losses,
            ConnectionLimits limits,
            LiveConnections live,
            ConnectionJournal journal,
            RelayMetrics metrics,
            OnlineSessions sessions,
            SimDirectory sims,
            NodeFacts node) {
        if (tuning.settings().enabled()) {
            node.role("relay");
        }
        node.connections(live::count);
        // an address that is free again must not carry the next terminal's bytes to old servers
        sessions.onDeparture(session -> live.cutSession(session.simId(), session.sessionId()));
        sims.onBarred(sim -> live.cutSim(sim.id()));
        var services =
                new RelayServices(
                        gateway.node(),
                        tuning,
                        terminals,
                        routes,
                        health,
                        resolver,
                        guard,
                        ways,
                        losses,
                        limits,
                        live,
                        journal,
                        metrics);
        return new RelayListeners(loops, gateway, services, entrance, proxies);
    }
}
