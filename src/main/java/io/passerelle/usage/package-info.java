/**
 * What SIM cards, groups and organisations carry, hour by hour, day by day, month by month
 * (M2M-10), and what mobile operators' invoices say of cards that do not pass here (M2M-46). {@link
 * io.passerelle.usage.Consumption} is the door. The hours themselves are counted where sessions are
 * written, in the same transaction; this module adds them up, keeps them, and shows them.
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
            "sims :: portal",
            "sims :: wire",
            "sims :: imports",
            "sessions"
        })
package io.passerelle.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
