/**
 * A mobile network, terminals and servers, for the demo, the stories and the load: they use
 * Passerelle as the real ones do, over sockets, and get no favours.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"foundation", "store", "network", "accounts", "sessions :: wire"})
package io.passerelle.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
