/**
 * People and their accounts from the first mail on (SPEC ACC-2 to ACC-5): particulars, links,
 * passwords. Who may do what, and signing in itself, are the business of {@code accounts}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "accounts",
            "events",
            "mail",
            "portal",
            "api",
            "sims"
        })
package io.passerelle.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
