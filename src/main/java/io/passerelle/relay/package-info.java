/**
 * A terminal's connection, from accept to end: who it is, where its group's route leads, and the
 * bytes in between (ARCHITECTURE section 3, SPEC M2M-20 to M2M-28). Start reading at {@link
 * io.passerelle.relay.TerminalConnection}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "network",
            "egress",
            "nodes",
            "accounts",
            "sims",
            "sessions",
            "connections",
            "routing"
        })
package io.passerelle.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
