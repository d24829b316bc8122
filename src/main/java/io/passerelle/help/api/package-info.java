/** Guides and the support for programs. */
@NullMarked
package io.passerelle.help.api;

import org.jspecify.annotations.NullMarked;
