package io.passerelle.sessions;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.sessions.store.SessionOrderStore;
import io.passerelle.sims.SimDirectory;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.StoreFaults;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes orders to network access servers, one node at a time, and sees to it that no card which may
 * no longer be used keeps a session: told at once by the cards' snapshot, and looked for now and
 * then, because a session may begin in the moment its card is suspended.
 */
@Component
final class DisconnectWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DisconnectWorker.class);
    private static final int AT_ONCE = 64;
    private static final int ATTEMPTS_AT_MOST = 5;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration WAIT = Duration.ofSeconds(15);
    private static final long EVERY_MILLIS = 2_000;
    private static final long LOOK_SECONDS = 60;

    private final SessionOrderStore store;
    private final NasDirectory servers;
    private final ObjectProvider<DisconnectLink> link;
    private final AtomicBoolean lookWanted = new AtomicBoolean();
    private volatile @Nullable ScheduledExecutorService clock;
    private final ExecutorService senders =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("disconnect-", 0).factory());

    DisconnectWorker(
            SessionOrderStore store,
            NasDirectory servers,
            ObjectProvider<DisconnectLink> link,
            SimDirectory sims,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.servers = servers;
        this.link = link;
        LiveTopics.Topic topic = topics.topic(Sessions.TOPIC);
        sims.onBarred(sim -> {
            if (!lookWanted.getAndSet(true)) {
                soon(this::look); // one look finds all the cards of a mass suspension
            }
        });
        feed.on(
                "session_order",
                () -> {
                    topic.changed();
                    soon(this::send);
                });
    }

    @Override
    public void start() {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("disconnects").factory());
        clock = executor;
        executor.scheduleWithFixedDelay(
                () -> logged(this::send), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        executor.scheduleWithFixedDelay(
                () -> logged(this::look), 1, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void soon(Runnable work) {
        ScheduledExecutorService executor = clock;
        if (executor != null && !executor.isShutdown()) {
            executor.execute(() -> logged(work));
        }
    }

    private void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e) && isRunning()) {
                LOG.atError().setCause(e).log("sessions could not be ended");
            }
        }
    }

    private void look() {
        lookWanted.set(false);
        int found = store.insertForBarred();
        if (found > 0) {
            LOG.atInfo().addKeyValue("sessions", found).log("cards may not be used any more");
        }
    }

    private void send() {
        DisconnectLink way = link.getIfAvailable();
        if (way == null) {
            return;
        }
        List<Future<?>> all =
                store.claim(AT_ONCE, LEASE).stream()
                        .<Future<?>>map(
                                order -> senders.submit(() -> logged(() -> send(way, order))))
                        .toList();
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException e) {
                LOG.atError().setCause(e).log("a session could not be ended");
            }
        }
    }

    private void send(DisconnectLink way, SessionOrder order) {
        SessionFacts session =
                store.openSession(order.sessionId()).map(SessionRecord::facts).orElse(null);
        if (session == null) {
            store.answered(order.id(), OrderState.ACK, null); // it has ended by itself
            return;
        }
        KnownNas nas = servers.byId(session.nasId());
        if (nas == null) {
            store.answered(order.id(), OrderState.NO_ANSWER, null);
            return;
        }
        InetAddress box = session.nasAddress();
        try {
            DisconnectLink.Answer answer =
                    way.disconnect(
                            box == null ? nas.server().network().address() : box,
                            nas.secret(),
                            session);
            boolean again =
                    answer.state() == OrderState.NO_ANSWER && order.attempts() < ATTEMPTS_AT_MOST;
            if (again) {
                store.later(order.id(), WAIT.multipliedBy(order.attempts()));
            } else {
                store.answered(order.id(), answer.state(), answer.errorCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = clock;
        clock = null;
        if (executor != null) {
            executor.shutdownNow();
            senders.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
