package io.passerelle.relay;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Opens the gateway's ports when every snapshot is loaded and RADIUS listens, and closes them
 * before either goes: a terminal that gets through always meets a gateway that knows it. Open
 * connections have had their time by then, see {@link GracefulStop}.
 */
@Component
final class RelayLifecycle implements SmartLifecycle {

    /** After RADIUS, before the portal's server. */
    private static final int PHASE = 0;

    private final RelayListeners listeners;
    private final RelaySettings settings;

    RelayLifecycle(RelayListeners listeners, RelaySettings settings) {
        this.listeners = listeners;
        this.settings = settings;
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            listeners.listen();
        }
    }

    @Override
    public void stop() {
        listeners.stopTaking();
        listeners.endAll(); // what came while the drain ended
    }

    @Override
    public boolean isRunning() {
        return listeners.isOpen();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
