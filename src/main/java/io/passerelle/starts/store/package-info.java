/** The SQL of starts. */
@NullMarked
package io.passerelle.starts.store;

import org.jspecify.annotations.NullMarked;
