/** Orders for programs. */
@NullMarked
package io.passerelle.orders.api;

import org.jspecify.annotations.NullMarked;
