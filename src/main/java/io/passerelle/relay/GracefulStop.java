package io.passerelle.relay;

import io.passerelle.network.Drain;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing to happen when this node is told to stop: no more connections are taken, and the
 * open ones get {@code passerelle.relay.drain} to finish. RADIUS, the portal, the health page and
 * the database stop after it, so that a session can still end, people can watch, and every record
 * is written.
 */
@Component
final class GracefulStop implements SmartLifecycle {

    private final Drain drain;
    private final RelayTuning tuning;
    private volatile boolean running;

    GracefulStop(Drain drain, RelayListeners listeners, RelayTuning tuning) {
        this.drain = drain;
        this.tuning = tuning;
        drain.add(listeners);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        drain.run(tuning.settings().drain());
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE; // the last to start is the first to stop
    }
}
