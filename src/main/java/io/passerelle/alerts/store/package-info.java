/** The SQL of alerts. */
@NullMarked
package io.passerelle.alerts.store;

import org.jspecify.annotations.NullMarked;
