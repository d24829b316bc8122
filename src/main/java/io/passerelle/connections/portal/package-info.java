/** The pages about connections: those that are open and what the others left behind. */
@NullMarked
package io.passerelle.connections.portal;

import org.jspecify.annotations.NullMarked;
