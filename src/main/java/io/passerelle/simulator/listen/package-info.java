/** The simulated servers, terminals and network access servers: sockets. */
@NullMarked
package io.passerelle.simulator.listen;

import org.jspecify.annotations.NullMarked;
