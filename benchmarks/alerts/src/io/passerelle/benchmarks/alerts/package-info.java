/** Alerts, events and web hooks at size: what looks, events on their way and deliveries cost. */
package io.passerelle.benchmarks.alerts;
