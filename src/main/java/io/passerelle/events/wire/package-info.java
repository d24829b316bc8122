/** What is sent to web hooks' targets and what they answer. Pure. */
@NullMarked
package io.passerelle.events.wire;

import org.jspecify.annotations.NullMarked;
