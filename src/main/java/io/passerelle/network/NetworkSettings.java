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

    private static final int THREADS_AT_MOST = 256;

    private enum Choice {
        AUTO(null),
        IO_URING(Transport.IO_URING),
        EPOLL(Transport.EPOLL),
        NIO(Transport.NIO);

        private final @Nullable Transport transport;

        Choice(@Nullable Transport transport) {
            this.transport = transport;
        }
    }

    /** Reads {@code passerelle.network.transport} and {@code passerelle.network.threads}. */
    public static NetworkSettings read(SettingsReader settings) {
        Choice choice = settings.oneOf("passerelle.network.transport", Choice.AUTO);
        int threads =
                settings.integer("passerelle.network.threads", processors(), 1, THREADS_AT_MOST);
        return new NetworkSettings(choice.transport, threads);
    }

    /** The best transport and a loop per processor. */
    public static NetworkSettings automatic() {
        return new NetworkSettings(null, processors());
    }

    private static int processors() {
        return Math.min(THREADS_AT_MOST, Runtime.getRuntime().availableProcessors());
    }
}
