/** The page of nodes. */
@NullMarked
package io.passerelle.nodes.portal;

import org.jspecify.annotations.NullMarked;
