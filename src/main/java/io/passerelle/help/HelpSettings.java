package io.passerelle.help;

import io.passerelle.foundation.SettingsReader;
import java.time.Duration;

/**
 * Limits of guides and of the support.
 *
 * @param documentMegabytes the largest guide, 1 to 200 MiB
 * @param documentsMegabytes all guides together, those just replaced included; 10 to 1,000,000 MiB
 * @param requestsPerHour how many support requests a person may file in an hour, 1 to 1,000; their
 *     whole organisation may file five times as many
 * @param requestsKept how long a support request is kept after it was closed, 1 day to 10 years
 */
public record HelpSettings(
        int documentMegabytes, int documentsMegabytes, int requestsPerHour, Duration requestsKept) {

    /** Reads {@code passerelle.help.*}. */
    public static HelpSettings read(SettingsReader settings) {
        return new HelpSettings(
                settings.integer("passerelle.help.document-megabytes", 30, 1, 200),
                settings.integer("passerelle.help.documents-megabytes", 2_048, 10, 1_000_000),
                settings.integer("passerelle.help.requests-per-hour", 10, 1, 1_000),
                settings.duration(
                        "passerelle.help.requests-kept",
                        Duration.ofDays(730),
                        Duration.ofDays(1),
                        Duration.ofDays(3_650)));
    }

    /** As when nothing is set. */
    public static HelpSettings usual() {
        return read(new SettingsReader(key -> null));
    }

    /** The largest guide in bytes. */
    public long documentBytes() {
        return documentMegabytes * 1_048_576L;
    }

    /** All guides together in bytes. */
    long documentsBytes() {
        return documentsMegabytes * 1_048_576L;
    }
}
