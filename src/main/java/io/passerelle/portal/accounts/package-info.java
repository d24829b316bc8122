/**
 * Pages about accounts and organisations; here and not in their module, since the shell itself
 * stands on accounts.
 */
@NullMarked
package io.passerelle.portal.accounts;

import org.jspecify.annotations.NullMarked;
