package io.passerelle.events;

import io.passerelle.foundation.SettingsReader;

/**
 * What is kept of events.
 *
 * @param eventDays how long, in days; 0 keeps them for good
 */
public record EventSettings(int eventDays) {

    private static final int A_CENTURY = 36_525;

    /** Reads {@code passerelle.history.event-days}. */
    public static EventSettings read(SettingsReader settings) {
        return new EventSettings(
                settings.integer("passerelle.history.event-days", 90, 0, A_CENTURY));
    }

    /** As when nothing is set. */
    public static EventSettings usual() {
        return read(new SettingsReader(key -> null));
    }
}
