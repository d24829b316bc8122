package io.passerelle.api;

import io.passerelle.foundation.SettingsReader;

/**
 * Limits of the REST API.
 *
 * @param requestsPerSecond how many requests an account may send in a second, on average; 1 to
 *     100,000
 * @param failuresPerMinute how many wrong tokens one address may try in a minute; 1 to 10,000
 * @param bodyKilobytes the longest JSON body, 16 to 65,536 KiB
 * @param importMegabytes the longest imported file, 1 to 4,096 MiB
 * @param exportsAtOnce how many lists are streamed out at the same time, 1 to 64; each holds a
 *     connection of the store
 */
public record ApiSettings(
        int requestsPerSecond,
        int failuresPerMinute,
        int bodyKilobytes,
        int importMegabytes,
        int exportsAtOnce) {

    /** Reads {@code passerelle.api.*}. */
    public static ApiSettings read(SettingsReader settings) {
        return new ApiSettings(
                settings.integer("passerelle.api.requests-per-second", 500, 1, 100_000),
                settings.integer("passerelle.api.failures-per-minute", 20, 1, 10_000),
                settings.integer("passerelle.api.body-kilobytes", 1_024, 16, 65_536),
                settings.integer("passerelle.api.import-megabytes", 512, 1, 4_096),
                settings.integer("passerelle.api.exports-at-once", 4, 1, 64));
    }
}
