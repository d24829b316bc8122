/** The page of mobile operators. */
@NullMarked
package io.passerelle.operators.portal;

import org.jspecify.annotations.NullMarked;
