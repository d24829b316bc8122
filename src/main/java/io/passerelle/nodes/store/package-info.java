/** The SQL of nodes. */
@NullMarked
package io.passerelle.nodes.store;

import org.jspecify.annotations.NullMarked;
