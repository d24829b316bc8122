/** The pages with guides and of the support. */
@NullMarked
package io.passerelle.help.portal;

import org.jspecify.annotations.NullMarked;
