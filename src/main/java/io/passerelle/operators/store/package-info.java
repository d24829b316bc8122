/** The SQL of mobile operators. */
@NullMarked
package io.passerelle.operators.store;

import org.jspecify.annotations.NullMarked;
