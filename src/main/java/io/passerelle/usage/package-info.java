/**
 * What SIM cards, groups and organisations carry, hour by hour, day by day, month by month
 * (M2M-10). {@link io.passerelle.usage.Consumption} is the door. The hours themselves are counted
 * where sessions are written, in the same transaction; this module adds them up, keeps them, and
 * shows them.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "accounts",
            "portal",
            "api",
            "sims",
            "sessions"
        })
package io.passerelle.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
