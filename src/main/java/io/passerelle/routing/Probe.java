package io.passerelle.routing;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.network.Outlet;
import java.net.InetSocketAddress;

/** Tests whether a server answers; may wait. */
@FunctionalInterface
interface Probe {

    /**
     * @param outlet how to leave this machine
     * @param host the name TLS asks for
     * @param check {@link HealthCheck#TCP} or {@link HealthCheck#TLS}
     */
    AttemptOutcome probe(InetSocketAddress address, Outlet outlet, String host, HealthCheck check);
}
