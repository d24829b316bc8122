package io.passerelle.accounts;

import io.passerelle.accounts.store.ApiTokenStore;
import io.passerelle.store.StoreState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * When tokens were last used: noted at each request in memory, one moment for each token, and
 * written once a minute.
 */
@Component
final class TokenUses implements SmartLifecycle {

    private final ApiTokenStore store;
    private final StoreState state;
    private final Map<UUID, Instant> unwritten = new ConcurrentHashMap<>();
    private volatile @Nullable EveryMinute worker;

    TokenUses(ApiTokenStore store, StoreState state) {
        this.store = store;
        this.state = state;
    }

    /** A token was used now. */
    void used(UUID token) {
        unwritten.put(token, Instant.now());
    }

    /** Writes what was noted since the last time. */
    void write() {
        Map<UUID, Instant> uses = new HashMap<>(unwritten);
        if (uses.isEmpty()) {
            return;
        }
        store.used(uses);
        uses.forEach(unwritten::remove); // one that was used again meanwhile stays
    }

    @Override
    public void start() {
        worker = new EveryMinute("token-uses", state, this::write, this::write);
    }

    @Override
    public void stop() {
        EveryMinute running = worker;
        worker = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
