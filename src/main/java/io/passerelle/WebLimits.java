package io.passerelle;

import io.passerelle.foundation.SettingsReader;

/**
 * What the portal and the API take before they are full.
 *
 * @param requestsAtOnce requests being answered at a time; an address may have as many as are left
 *     for the others
 * @param sessions browsers signed in or about to be, at a time
 * @param anonymousSessions those of them that are not signed in
 * @param requestsPerSecond of one address; twice as many may come at once
 * @param healthPort where nothing is answered but whether Passerelle lives, and its metrics; 0 for
 *     nowhere but beside the portal
 */
record WebLimits(
        int requestsAtOnce,
        int sessions,
        int anonymousSessions,
        int requestsPerSecond,
        int healthPort) {

    /** Reads {@code passerelle.web.*}. */
    static WebLimits read(SettingsReader settings) {
        return new WebLimits(
                settings.integer("passerelle.web.requests-at-once", 256, 4, 100_000),
                settings.integer("passerelle.web.max-sessions", 2_000, 1, 1_000_000),
                settings.integer("passerelle.web.max-anonymous-sessions", 500, 1, 1_000_000),
                settings.integer("passerelle.web.requests-per-second", 1_000, 1, 1_000_000),
                settings.integer("passerelle.web.health-port", 0, 0, 65_535));
    }
}
