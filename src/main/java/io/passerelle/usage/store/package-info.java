/** The SQL of consumption. */
@NullMarked
package io.passerelle.usage.store;

import org.jspecify.annotations.NullMarked;
