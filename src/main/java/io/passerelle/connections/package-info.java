/**
 * What connections leave behind, whatever carried them: the record of each, the closed list of how
 * they end, and those that are open now (SPEC M2M-28).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "network",
            "nodes",
            "accounts",
            "portal",
            "api",
            "sims",
            "sessions"
        })
package io.passerelle.connections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
