/** Pages about people and one's own account. */
@NullMarked
package io.passerelle.people.portal;

import org.jspecify.annotations.NullMarked;
