/**
 * Organisations, people, what they may do, how they sign in, and the record of what they did (SPEC
 * ACC).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "store"})
package io.passerelle.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
