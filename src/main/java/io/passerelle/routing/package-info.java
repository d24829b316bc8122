/**
 * Where a terminal's connection goes: the routes of a group of SIM cards, the choice among their
 * destinations, how those are doing, and which addresses may be dialled at all (SPEC M2M-21 to
 * M2M-26, M2M-32).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "network",
            "egress",
            "accounts",
            "events",
            "portal",
            "api",
            "sims",
            "sessions",
            "connections"
        })
package io.passerelle.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
