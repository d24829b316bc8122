/** What each start of a node found and repaired. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"foundation", "store", "network", "accounts", "portal", "api"})
package io.passerelle.starts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
