package io.passerelle.relay;

import io.passerelle.foundation.Reloadable;
import io.passerelle.network.BufferRoom;
import io.passerelle.network.EventLoops;
import io.passerelle.network.Streams;
import java.util.Set;

/**
 * The relay's settings in force, replaced while connections are open. Open connections go on; their
 * times are those in force when they next look at the clock.
 */
final class RelayTuning implements Reloadable<RelaySettings> {

    private static final Set<String> KEYS =
            Set.of(
                    "passerelle.relay.connect-timeout",
                    "passerelle.relay.dial-limit",
                    "passerelle.relay.half-closed-limit",
                    "passerelle.relay.total-limit",
                    "passerelle.relay.max-connections",
                    "passerelle.relay.accept-rate",
                    "passerelle.relay.accept-burst",
                    "passerelle.relay.drain");

    private final Streams streams;
    private final BufferRoom room;
    private final ConnectionLimits limits;
    private final AcceptRate rate;
    private volatile RelaySettings inForce;

    RelayTuning(EventLoops loops, RelaySettings settings, ConnectionLimits limits) {
        this.streams = loops.streams();
        this.room = loops.room();
        this.limits = limits;
        this.rate = AcceptRate.perAddress(settings.acceptRate(), settings.acceptBurst());
        this.inForce = settings;
    }

    RelaySettings settings() {
        return inForce;
    }

    /** What connections may hold in memory. */
    BufferRoom room() {
        return room;
    }

    /** Opens connections to destinations. */
    Streams streams() {
        return streams;
    }

    AcceptRate rate() {
        return rate;
    }

    @Override
    public Class<RelaySettings> type() {
        return RelaySettings.class;
    }

    @Override
    public boolean takes(String key) {
        return KEYS.contains(key);
    }

    @Override
    public Runnable prepare(RelaySettings next) {
        return () -> {
            inForce = next;
            limits.most(next.maxConnections());
            rate.change(next.acceptRate(), next.acceptBurst());
        };
    }
}
