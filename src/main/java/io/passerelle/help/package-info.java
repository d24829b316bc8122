/** What helps people: guides to read (HELP-1), and the support (HELP-2). */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "accounts",
            "mail",
            "people",
            "portal",
            "api"
        })
package io.passerelle.help;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
