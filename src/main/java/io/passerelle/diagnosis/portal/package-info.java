/** The page of one card. */
@NullMarked
package io.passerelle.diagnosis.portal;

import org.jspecify.annotations.NullMarked;
