/** The pages about events and web hooks. */
@NullMarked
package io.passerelle.events.portal;

import org.jspecify.annotations.NullMarked;
