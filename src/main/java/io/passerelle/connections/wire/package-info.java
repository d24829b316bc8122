/** What is known of an open connection as a few hundred bytes, and back. */
@NullMarked
package io.passerelle.connections.wire;

import org.jspecify.annotations.NullMarked;
