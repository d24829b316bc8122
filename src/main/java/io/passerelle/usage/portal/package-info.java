/** The pages of consumption and their charts. */
@NullMarked
package io.passerelle.usage.portal;

import org.jspecify.annotations.NullMarked;
