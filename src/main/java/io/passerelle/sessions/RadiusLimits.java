package io.passerelle.sessions;

import io.passerelle.foundation.SettingsReader;

/**
 * How much of this node one network access server may take.
 *
 * @param packetsPerSecond packets a second of one server, on average; those beyond are dropped
 *     before anything is computed for them
 * @param waiting accounting requests that may wait for the disk at a time; a server may have as
 *     many as are left for the others
 * @param connections RadSec connections at a time
 * @param connectionsPerServer RadSec connections of one server at a time
 */
public record RadiusLimits(
        int packetsPerSecond, int waiting, int connections, int connectionsPerServer) {

    /** The limits of a system that sets nothing. */
    public static RadiusLimits usual() {
        return read(new SettingsReader(key -> null));
    }

    /** Reads {@code passerelle.sessions.radius.*} and {@code passerelle.sessions.radsec.*}. */
    public static RadiusLimits read(SettingsReader settings) {
        String radius = "passerelle.sessions.radius.";
        String radSec = "passerelle.sessions.radsec.";
        return new RadiusLimits(
                settings.integer(radius + "packets-per-second", 100_000, 10, 10_000_000),
                settings.integer(radius + "max-waiting", 20_000, 2, 1_000_000),
                settings.integer(radSec + "max-connections", 1_024, 1, 100_000),
                settings.integer(radSec + "max-connections-per-server", 64, 1, 100_000));
    }
}
