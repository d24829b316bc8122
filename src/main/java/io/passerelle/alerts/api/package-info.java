/** Alerts by REST. */
@NullMarked
package io.passerelle.alerts.api;

import org.jspecify.annotations.NullMarked;
