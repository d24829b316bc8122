package io.passerelle.network;

import io.passerelle.foundation.SettingsReader;
import org.jspecify.annotations.Nullable;

/**
 * How sockets are served.
 *
 * @param transport the transport to insist on; null takes the best the machine has
 * @param threads event loop threads, 1 to 256
 */
public record NetworkSettings(@Nullable Transport transport, int threads) {

    /** The best transport and a loop per processor. */
    public static NetworkSettings automatic() {
        return new NetworkSettings(null, Runtime.getRuntime().availableProcessors());
    }

    /** Reads {@code passerelle.network.*}; the transport {@code auto} takes the best there is. */
    public static NetworkSettings read(SettingsReader settings) {
        boolean automatic = settings.text("passerelle.network.transport", "auto").equals("auto");
        return new NetworkSettings(
                automatic ? null : settings.oneOf("passerelle.network.transport", Transport.NIO),
                settings.integer("passerelle.network.threads", automatic().threads(), 1, 256));
    }
}
