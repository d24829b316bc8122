/**
 * All that happened to one SIM card in one order, and why its terminal does not work, in plain
 * words (SPEC M2M-9, M2M-63). Reads what other modules keep and keeps nothing itself.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "accounts",
            "portal",
            "api",
            "alerts",
            "sims",
            "sims::words",
            "sessions",
            "sessions::words",
            "connections",
            "connections::words",
            "routing",
            "routing::words",
            "usage",
            "usage::card"
        })
package io.passerelle.diagnosis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
