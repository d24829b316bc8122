/** SIM cards, their groups, and the access points they sign on at (SPEC M2M-1 to M2M-6). */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"foundation", "store", "accounts", "events", "portal", "api"})
package io.passerelle.sims;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
