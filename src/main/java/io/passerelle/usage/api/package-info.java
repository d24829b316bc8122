/** Consumption by REST. */
@NullMarked
package io.passerelle.usage.api;

import org.jspecify.annotations.NullMarked;
