/**
 * RADIUS: which terminals sign on, at which address, and when they leave (M2M-7, M2M-8). The rules
 * are here; {@code wire} reads packets, {@code listen} has the sockets, {@code store} the tables.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "network",
            "nodes",
            "accounts",
            "events",
            "portal",
            "api",
            "sims"
        })
package io.passerelle.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
