package io.passerelle.relay;

import io.passerelle.foundation.SettingsReader;
import java.time.Duration;

/**
 * The limits of terminals' connections.
 *
 * @param enabled whether this node carries connections at all
 * @param connectTimeout how long one destination may take to answer
 * @param dialLimit how long a terminal is kept waiting while destinations are tried
 * @param halfClosedLimit how long a side may be silent after the other has ended its output
 * @param totalLimit how long a connection may last, however busy it is
 * @param maxConnections how many may be open on this node at a time
 * @param acceptRate new connections a second from one address, on average
 * @param acceptBurst how many of them may come at once
 * @param drain how long connections may go on after the gateway was told to stop
 */
public record RelaySettings(
        boolean enabled,
        Duration connectTimeout,
        Duration dialLimit,
        Duration halfClosedLimit,
        Duration totalLimit,
        int maxConnections,
        int acceptRate,
        int acceptBurst,
        Duration drain) {

    /** The settings of a system that sets nothing. */
    public static RelaySettings usual() {
        return read(new SettingsReader(key -> null));
    }

    /** Reads {@code passerelle.relay.*}. */
    public static RelaySettings read(SettingsReader settings) {
        String prefix = "passerelle.relay.";
        Duration tenth = Duration.ofMillis(100);
        Duration day = Duration.ofDays(1);
        return new RelaySettings(
                settings.bool(prefix + "enabled", true),
                settings.duration(prefix + "connect-timeout", Duration.ofSeconds(3), tenth, day),
                settings.duration(prefix + "dial-limit", Duration.ofSeconds(30), tenth, day),
                settings.duration(prefix + "half-closed-limit", Duration.ofMinutes(2), tenth, day),
                settings.duration(
                        prefix + "total-limit",
                        day.multipliedBy(7),
                        Duration.ofSeconds(1),
                        day.multipliedBy(365)),
                settings.integer(prefix + "max-connections", 100_000, 1, 4_000_000),
                settings.integer(prefix + "accept-rate", 50, 1, 1_000_000),
                settings.integer(prefix + "accept-burst", 200, 1, 1_000_000),
                settings.duration(prefix + "drain", Duration.ofSeconds(30), Duration.ZERO, day));
    }
}
