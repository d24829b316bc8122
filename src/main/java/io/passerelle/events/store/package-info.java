/** The SQL of events and web hooks. */
@NullMarked
package io.passerelle.events.store;

import org.jspecify.annotations.NullMarked;
