package io.passerelle.events;

import io.passerelle.foundation.SettingsReader;
import java.time.Duration;

/**
 * How events leave.
 *
 * @param allowHttp whether targets without TLS are allowed
 * @param patience how long an event is tried at the least, 1 hour to 30 days
 * @param timeout how long one attempt may take, look-up to answer, 1 s to 1 min
 * @param atOnce how many attempts this node makes at once
 * @param deliveryDays how long deliveries are kept, waiting or not, 1 to 365 days
 */
public record WebhookSettings(
        boolean allowHttp, Duration patience, Duration timeout, int atOnce, int deliveryDays) {

    /** Reads {@code passerelle.webhooks.*}. */
    public static WebhookSettings read(SettingsReader settings) {
        return new WebhookSettings(
                settings.bool("passerelle.webhooks.allow-http", false),
                settings.duration(
                        "passerelle.webhooks.patience",
                        Duration.ofDays(3),
                        Duration.ofHours(1),
                        Duration.ofDays(30)),
                settings.duration(
                        "passerelle.webhooks.timeout",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1)),
                settings.integer("passerelle.webhooks.at-once", 64, 2, 1_000),
                settings.integer("passerelle.webhooks.delivery-days", 30, 1, 365));
    }

    /** As when nothing is set. */
    public static WebhookSettings usual() {
        return read(new SettingsReader(key -> null));
    }
}
