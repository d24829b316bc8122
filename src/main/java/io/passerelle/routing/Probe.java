package io.passerelle.routing;

import io.passerelle.connections.AttemptOutcome;
import java.net.InetSocketAddress;

/** Tests whether a server answers; may wait. */
@FunctionalInterface
interface Probe {

    /**
     * @param host the name TLS asks for
     * @param check {@link HealthCheck#TCP} or {@link HealthCheck#TLS}
     */
    AttemptOutcome probe(InetSocketAddress address, String host, HealthCheck check);
}
