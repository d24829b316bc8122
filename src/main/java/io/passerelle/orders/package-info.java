/**
 * Orders of SIM cards from the customer's wish to the delivered card, and the address book they go
 * by (SPEC M2M-4).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "accounts",
            "portal",
            "api",
            "people",
            "sims",
            "sims :: portal",
            "operators"
        })
package io.passerelle.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
