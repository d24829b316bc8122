package io.passerelle.relay;

import io.passerelle.foundation.SettingsReader;
import io.passerelle.network.Descriptors;
import java.time.Duration;

/**
 * The limits of terminals' connections.
 *
 * @param enabled whether this node carries connections at all
 * @param connectTimeout how long one destination may take to answer
 * @param dialLimit how long a terminal is kept waiting while destinations are tried
 * @param halfClosedLimit how long a side may be silent after the other has ended its output
 * @param totalLimit how long a connection may last, however busy it is
 * @param maxConnections how many may be open on this node at a time; unless set 100,000, or what
 *     the process has file descriptors for if that is less
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

    /** Sockets of the portal, the store, RADIUS, health checks and files; besides two each. */
    private static final long OTHER_DESCRIPTORS = 2_000;

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
                maxConnections(settings),
                settings.integer(prefix + "accept-rate", 50, 1, 1_000_000),
                settings.integer(prefix + "accept-burst", 200, 1, 1_000_000),
                settings.duration(prefix + "drain", Duration.ofSeconds(30), Duration.ZERO, day));
    }

    /**
     * What nobody has set is what the process can carry; what somebody has set and it cannot is
     * refused, because otherwise connections would fail at random long before the limit is told.
     */
    private static int maxConnections(SettingsReader settings) {
        String key = "passerelle.relay.max-connections";
        long can = Math.max(1, (Descriptors.most() - OTHER_DESCRIPTORS) / 2);
        int usual = (int) Math.min(100_000, can);
        int asked = settings.integer(key, usual, 1, 4_000_000);
        if (asked > can) {
            settings.refuse(
                    key,
                    asked
                            + " connections need "
                            + (2L * asked + OTHER_DESCRIPTORS)
                            + " file descriptors, and this process may have "
                            + Descriptors.most()
                            + ": raise the limit (ulimit -n, LimitNOFILE), or ask for "
                            + can
                            + " at most");
        }
        return asked;
    }
}
