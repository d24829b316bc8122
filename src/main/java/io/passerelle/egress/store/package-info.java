/** The SQL of egress links. */
@NullMarked
package io.passerelle.egress.store;

import org.jspecify.annotations.NullMarked;
