/** Writes the demo's plan into the database. */
@NullMarked
package io.passerelle.simulator.store;

import org.jspecify.annotations.NullMarked;
