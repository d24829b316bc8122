/** The page of egress links. */
@NullMarked
package io.passerelle.egress.portal;

import org.jspecify.annotations.NullMarked;
