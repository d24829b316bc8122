/** The SQL of guides and of the support. */
@NullMarked
package io.passerelle.help.store;

import org.jspecify.annotations.NullMarked;
