/**
 * Alerts (M2M-10): rules about what cards do, each looked at in its rhythm, and what follows when
 * one applies: an alert in the list, mails, an event, and where the rule wants it the suspension of
 * the card.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "accounts",
            "events",
            "mail",
            "portal",
            "api",
            "sims"
        })
package io.passerelle.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
