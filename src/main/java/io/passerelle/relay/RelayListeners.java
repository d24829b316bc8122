package io.passerelle.relay;

import io.passerelle.connections.EndReason;
import io.passerelle.foundation.InForce;
import io.passerelle.network.Drain;
import io.passerelle.network.EventLoops;
import io.passerelle.network.GatewaySettings;
import io.passerelle.network.ProxyProtocolSettings;
import io.passerelle.network.Streams;
import io.passerelle.routing.RouteType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's listening ports for routes, and the end of what came through them. */
final class RelayListeners implements Drain.Part {

    private static final Logger LOG = LoggerFactory.getLogger(RelayListeners.class);

    private final EventLoops loops;
    private final GatewaySettings gateway;
    private final RelayServices services;
    private final Entrance entrance;
    private final Refusals refusals;
    private final List<Streams.Door> listening = new ArrayList<>();

    RelayListeners(
            EventLoops loops,
            GatewaySettings gateway,
            RelayServices services,
            InForce<EntranceSettings> entrance,
            Supplier<ProxyProtocolSettings> proxies) {
        this.loops = loops;
        this.gateway = gateway;
        this.services = services;
        this.refusals = new Refusals(services.node(), services.terminals(), services.journal());
        this.entrance = new Entrance(services, entrance, proxies, refusals);
        // thousands of records and a log on disk are no work for an event loop
        loops.group()
                .next()
                .scheduleAtFixedRate(
                        () -> Thread.ofVirtual().name("refusals").start(refusals::write),
                        1,
                        1,
                        TimeUnit.MINUTES);
    }

    /**
     * Opens every port.
     *
     * @throws IllegalStateException naming the port that cannot be opened
     */
    synchronized void listen() {
        for (int port : RouteType.inputPorts()) {
            InetSocketAddress address = gateway.socket(port);
            try {
                listening.add(
                        loops.streams().listen(address, came -> entrance.arrived(came, port)));
            } catch (IOException e) {
                closeListeners();
                throw new IllegalStateException(
                        "cannot listen on " + address + ": " + e.getMessage(), e);
            }
        }
        LOG.atInfo()
                .addKeyValue("address", gateway.address().getHostAddress())
                .addKeyValue("ports", RouteType.inputPorts())
                .addKeyValue("shift", gateway.portShift())
                .log("Relay listens");
    }

    @Override
    public synchronized void stopTaking() {
        closeListeners();
    }

    @Override
    public int open() {
        return services.limits().open();
    }

    @Override
    public int endAll() {
        writeRefusals();
        return services.live().cut(live -> true, EndReason.GATEWAY_STOPPED);
    }

    /** Writes down now which connections were refused at the door. */
    void writeRefusals() {
        refusals.write();
    }

    synchronized boolean isOpen() {
        return !listening.isEmpty();
    }

    private void closeListeners() {
        listening.forEach(Streams.Door::close);
        listening.clear();
    }
}
