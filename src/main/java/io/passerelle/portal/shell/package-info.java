/** Sign-in, layout, home page, errors: what stands around every page. */
@NullMarked
package io.passerelle.portal.shell;

import org.jspecify.annotations.NullMarked;
