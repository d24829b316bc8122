/**
 * The ways to mobile operators (M2M-5): who takes a request to them and brings the answer. What is
 * asked, and what an answer does to a card, is the {@code sims} module's.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"foundation", "store", "accounts", "portal", "api", "sims"})
package io.passerelle.operators;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
