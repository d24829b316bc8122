/**
 * The processes that share one database (ALL-4): which there are, how each is, and how one is taken
 * out of service. What a node owns, and how others learn what it did, is the matter of the modules
 * above.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "network",
            "accounts",
            "events",
            "portal",
            "api"
        })
package io.passerelle.nodes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
