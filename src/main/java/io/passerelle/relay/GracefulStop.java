package io.passerelle.relay;

import io.passerelle.foundation.InForce;
import io.passerelle.foundation.Reloadable;
import io.passerelle.network.Drain;
import io.passerelle.network.ProxyProtocolSettings;
import io.passerelle.nodes.Nodes;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing to happen when this node is told to stop: it says that it is not ready, and waits
 * {@code passerelle.relay.stop-pause} for load balancers to see it; then no more connections are
 * taken, and the open ones get {@code passerelle.relay.drain} to finish. RADIUS, the portal, the
 * health page and the database stop after it, so that a session can still end, people can watch,
 * and every record is written.
 */
@Component
final class GracefulStop implements SmartLifecycle, Reloadable<StopSettings> {

    private final Drain drain;
    private final RelayTuning tuning;
    private final InForce<ProxyProtocolSettings> proxies;
    private final Nodes nodes;
    private volatile StopSettings settings;
    private volatile boolean running;

    GracefulStop(
            Drain drain,
            RelayListeners listeners,
            RelayTuning tuning,
            InForce<ProxyProtocolSettings> proxies,
            Nodes nodes,
            StopSettings settings) {
        this.drain = drain;
        this.tuning = tuning;
        this.proxies = proxies;
        this.nodes = nodes;
        this.settings = settings;
        drain.add(listeners);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        drain.run(settings.pause(isBalanced()), tuning.settings().drain());
        running = false;
    }

    private boolean isBalanced() {
        return !proxies.get().from().isEmpty()
                || nodes.others().stream().anyMatch(node -> node.state().isAlive());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE; // the last to start is the first to stop
    }

    @Override
    public Class<StopSettings> type() {
        return StopSettings.class;
    }

    @Override
    public boolean takes(String key) {
        return key.equals("passerelle.relay.stop-pause");
    }

    @Override
    public Runnable prepare(StopSettings next) {
        return () -> settings = next;
    }
}
