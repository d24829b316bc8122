/**
 * What happened, for people and programs (ALL-7): the catalogue of events, their history, and the
 * web hooks that carry them out. Every module above publishes here, in one line, in the transaction
 * of what it did.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"foundation", "store", "network", "accounts", "portal", "api"})
package io.passerelle.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
