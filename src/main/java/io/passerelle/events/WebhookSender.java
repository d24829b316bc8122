package io.passerelle.events;

import io.passerelle.accounts.Organisations;
import io.passerelle.events.store.DeliveryStore;
import io.passerelle.events.store.DeliveryStore.Due;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.StoreFaults;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends what waits; each node has one, and no two send the same at a time. A web hook has a few
 * attempts at once, one that is failing has one now and then, and all failing ones together have
 * half of the places: a target that hangs delays nobody else.
 */
@Component
class WebhookSender implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final int LOOK_MILLIS = 1_000;
    private static final int DUE_AT_ONCE = 1_000;
    private static final int AT_ONCE_EACH = 4;

    private final DeliveryStore store;
    private final WebhookCourier courier;
    private final Organisations organisations;
    private final Semaphore places;
    private final Semaphore placesOfFailing;
    private final Map<UUID, AtomicInteger> busy = new ConcurrentHashMap<>();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile @Nullable ScheduledExecutorService clock;
    private volatile @Nullable ExecutorService hands;

    WebhookSender(
            DeliveryStore store,
            WebhookCourier courier,
            Organisations organisations,
            WebhookSettings settings,
            ChangeFeed feed) {
        this.store = store;
        this.courier = courier;
        this.organisations = organisations;
        this.places = new Semaphore(settings.atOnce());
        this.placesOfFailing = new Semaphore(settings.atOnce() / 2);
        feed.on("webhook", this::soon);
        feed.on("webhook_delivery", this::soon);
    }

    @Override
    public void start() {
        // a name's look-up may hold its thread for long: platform threads, few and bounded
        hands =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("webhook-", 0).factory());
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("webhooks").factory());
        clock = executor;
        executor.scheduleWithFixedDelay(
                this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void soon() {
        ScheduledExecutorService executor = clock;
        if (executor != null && !executor.isShutdown() && !wanted.getAndSet(true)) {
            executor.execute(this::look);
        }
    }

    private void look() {
        wanted.set(false);
        try {
            for (Due due : store.due(Instant.now(), DUE_AT_ONCE)) {
                if (organisations.tree().isEnabled(due.organisationId())) {
                    send(due);
                }
            }
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e) && isRunning()) {
                LOG.atError().setCause(e).log("what waits for web hooks could not be read");
            }
        }
    }

    private void send(Due due) {
        boolean failing = due.failures() >= WebhookCourier.FAILING;
        AtomicInteger running = busy.computeIfAbsent(due.webhookId(), id -> new AtomicInteger());
        int most = failing ? 1 : AT_ONCE_EACH;
        Semaphore reserve = failing ? placesOfFailing : places;
        while (running.get() < most && reserve.tryAcquire()) {
            if (failing && !places.tryAcquire()) {
                reserve.release();
                return;
            }
            running.incrementAndGet();
            start(due, failing, running);
        }
    }

    private void start(Due due, boolean failing, AtomicInteger running) {
        ExecutorService executor = hands;
        Runnable done =
                () -> {
                    places.release();
                    if (failing) {
                        placesOfFailing.release();
                    }
                    running.decrementAndGet();
                };
        if (executor == null || executor.isShutdown()) {
            done.run();
            return;
        }
        executor.execute(() -> {
            try {
                while (isRunning()
                        && courier.deliverNext(due.webhookId(), Instant.now())
                        && !failing) {
                    // as long as the target takes what there is
                }
            } catch (RuntimeException e) {
                complain(due, e);
            } finally {
                done.run();
            }
        });
    }

    private void complain(Due due, RuntimeException e) {
        if (!StoreFaults.isAway(e) && isRunning()) {
            LOG.atError()
                    .addKeyValue("webhook", due.webhookId())
                    .setCause(e)
                    .log("an event could not be sent");
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = clock;
        ExecutorService workers = hands;
        clock = null;
        hands = null;
        if (executor != null && workers != null) {
            executor.shutdownNow();
            workers.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
