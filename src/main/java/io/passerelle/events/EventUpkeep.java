package io.passerelle.events;

import io.passerelle.events.store.DeliveryStore;
import io.passerelle.events.store.EventStore;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Removes once an hour what is older than the settings keep. */
@Component
final class EventUpkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventUpkeep.class);
    private static final long FIRST_MINUTES = 7;
    private static final long EVERY_MINUTES = 60;

    private final EventStore store;
    private final DeliveryStore deliveries;
    private final EventSettings settings;
    private final WebhookSettings webhooks;
    private volatile @Nullable ScheduledExecutorService worker;

    EventUpkeep(
            EventStore store,
            DeliveryStore deliveries,
            EventSettings settings,
            WebhookSettings webhooks) {
        this.store = store;
        this.deliveries = deliveries;
        this.settings = settings;
        this.webhooks = webhooks;
    }

    @Override
    public void start() {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("event-upkeep").factory());
        executor.scheduleWithFixedDelay(
                () -> run(Instant.now()), FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
        worker = executor;
    }

    /** Removes what is old at a moment. */
    void run(Instant now) {
        try {
            Instant sent = now.minus(Duration.ofDays(webhooks.deliveryDays()));
            remove("deliveries", () -> deliveries.deleteSome(sent));
            if (settings.eventDays() > 0) {
                Instant told = now.minus(Duration.ofDays(settings.eventDays()));
                remove("events", () -> store.deleteSome(told));
            }
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                LOG.atWarn().setCause(e).log("old events could not be removed");
            }
        }
    }

    private static void remove(String what, IntSupplier some) {
        int all = 0;
        for (int rows = some.getAsInt(); rows > 0; rows = some.getAsInt()) {
            all += rows;
        }
        if (all > 0) {
            LOG.atInfo().addKeyValue(what, all).log("old rows removed");
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = worker;
        worker = null;
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
