/**
 * The pages of routes: the list, the editor, the dry run, and the internal networks the operator
 * approves (M2M-24, M2M-26, M2M-32).
 */
@NullMarked
package io.passerelle.routing.portal;

import org.jspecify.annotations.NullMarked;
