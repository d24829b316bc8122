/** Events and web hooks by REST. */
@NullMarked
package io.passerelle.events.api;

import org.jspecify.annotations.NullMarked;
