/** The SQL of orders. */
@NullMarked
package io.passerelle.orders.store;

import org.jspecify.annotations.NullMarked;
