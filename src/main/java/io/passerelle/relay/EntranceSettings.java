package io.passerelle.relay;

import io.passerelle.foundation.SettingsReader;
import java.util.Set;

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

    private static final String RATE = "passerelle.relay.accept-rate-total";
    private static final String RESERVE = "passerelle.relay.reserve-percent";
    private static final String DIALLING = "passerelle.relay.max-dialling";

    /** What they are called. */
    static final Set<String> KEYS = Set.of(RATE, RESERVE, DIALLING);

    /** The settings of a system that sets nothing. */
    public static EntranceSettings usual() {
        return read(new SettingsReader(key -> null));
    }

    /** Reads {@code passerelle.relay.*}. */
    public static EntranceSettings read(SettingsReader settings) {
        return new EntranceSettings(
                settings.integer(RATE, 50_000, 1, 10_000_000),
                settings.integer(RESERVE, 10, 0, 90),
                settings.integer(DIALLING, 20_000, 2, 4_000_000));
    }
}
