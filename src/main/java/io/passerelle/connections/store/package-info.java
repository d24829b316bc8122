/** The SQL of connections. */
@NullMarked
package io.passerelle.connections.store;

import org.jspecify.annotations.NullMarked;
