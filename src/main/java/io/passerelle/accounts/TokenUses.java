package io.passerelle.accounts;

import io.passerelle.accounts.store.ApiTokenStore;
import io.passerelle.store.StoreFaults;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** When tokens were last used: noted at each request in memory, and written once a minute. */
@Component
final class TokenUses implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TokenUses.class);
    private static final long EVERY_SECONDS = 60;

    private final ApiTokenStore store;
    private final Map<UUID, Instant> unwritten = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledExecutorService worker;

    TokenUses(ApiTokenStore store) {
        this.store = store;
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
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("token-uses").factory());
        executor.scheduleWithFixedDelay(
                this::logged, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        worker = executor;
    }

    private void logged() {
        try {
            write();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                LOG.atWarn().setCause(e).log("the use of tokens could not be written down");
            }
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = worker;
        worker = null;
        if (executor != null) {
            executor.shutdownNow();
            logged();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
