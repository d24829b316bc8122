/** The page about starts. */
@NullMarked
package io.passerelle.starts.portal;

import org.jspecify.annotations.NullMarked;
