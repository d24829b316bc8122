/** The page about alerts. */
@NullMarked
package io.passerelle.alerts.portal;

import org.jspecify.annotations.NullMarked;
