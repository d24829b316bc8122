package io.passerelle.network;

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
}
