/** The SQL of accounts. */
@NullMarked
package io.passerelle.accounts.store;

import org.jspecify.annotations.NullMarked;
