package io.passerelle.relay;

import io.passerelle.foundation.SettingsReader;

/**
 * What the gateway takes before it is full.
 *
 * @param acceptRate new connections a second of all terminals together, on average; those that come
 *     faster are refused before anything is done for them
 * @param reservePercent the share of the connections that only terminals get which have none
 * @param maxDialling how many connections may wait for a destination at a time; a group may have as
 *     many as are left for the others
 */
public record EntranceSettings(int acceptRate, int reservePercent, int maxDialling) {

    /** The settings of a system that sets nothing. */
    public static EntranceSettings usual() {
        return read(new SettingsReader(key -> null));
    }

    /** Reads {@code passerelle.relay.*}. */
    public static EntranceSettings read(SettingsReader settings) {
        return new EntranceSettings(
                settings.integer("passerelle.relay.accept-rate-total", 50_000, 1, 10_000_000),
                settings.integer("passerelle.relay.reserve-percent", 10, 0, 90),
                settings.integer("passerelle.relay.max-dialling", 20_000, 2, 4_000_000));
    }
}
