package io.passerelle.connections;

import io.passerelle.foundation.SettingsReader;

/**
 * The limits of what is noted of connections.
 *
 * @param notedAtMost how many connections may be noted: the open ones, and as many ended ones as
 *     can wait for the database
 */
public record ConnectionsSettings(int notedAtMost) {

    private static final int ON_THEIR_WAY = 100_000;

    /** The settings of a system that sets nothing. */
    public static ConnectionsSettings usual() {
        return read(new SettingsReader(key -> null));
    }

    /** Follows {@code passerelle.relay.max-connections}. */
    public static ConnectionsSettings read(SettingsReader settings) {
        return new ConnectionsSettings(
                settings.integer("passerelle.relay.max-connections", 100_000, 1, 4_000_000)
                        + ON_THEIR_WAY);
    }
}
