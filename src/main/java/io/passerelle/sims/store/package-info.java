/** The SQL of SIM cards. */
@NullMarked
package io.passerelle.sims.store;

import org.jspecify.annotations.NullMarked;
