/** The SQL of routing. */
@NullMarked
package io.passerelle.routing.store;

import org.jspecify.annotations.NullMarked;
