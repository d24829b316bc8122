/** The pages of orders. */
@NullMarked
package io.passerelle.orders.portal;

import org.jspecify.annotations.NullMarked;
