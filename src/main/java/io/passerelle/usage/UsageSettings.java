package io.passerelle.usage;

import io.passerelle.foundation.SettingsReader;

/**
 * How long consumption is kept; 0 keeps it for good.
 *
 * @param hourMonths whole months of which every hour is kept, 2 at the least
 * @param monthYears years of which the months are kept
 */
public record UsageSettings(int hourMonths, int monthYears) {

    private static final int A_CENTURY = 100;
    private static final int LEAST_MONTHS = 2;

    /** What is used when nothing is set. */
    public static UsageSettings usual() {
        return read(new SettingsReader(key -> null));
    }

    /** Reads {@code passerelle.usage.*}. */
    public static UsageSettings read(SettingsReader settings) {
        int months = settings.integer("passerelle.usage.hour-months", 13, 0, 12 * A_CENTURY);
        if (months == 1) {
            settings.refuse(
                    "passerelle.usage.hour-months", "must be 0 or at least " + LEAST_MONTHS);
        }
        return new UsageSettings(
                months, settings.integer("passerelle.usage.month-years", 5, 0, A_CENTURY));
    }
}
