package io.passerelle.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.store.StoreState;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Keeps what is shown fresh. One thread compares the counters of the live topics three times a
 * second and asks the pages that follow a changed one to read again; however many events there
 * were, a page reads once. A page that is still busy with its last refresh is left alone until the
 * next tick.
 */
@Component
class LiveClock {

    private static final long TICK_MILLIS = 334;

    private final LiveTopics topics;
    private final StoreState store;
    private final Viewers viewers;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("portal-live").factory());

    LiveClock(LiveTopics topics, StoreState store, Viewers viewers) {
        this.topics = topics;
        this.store = store;
        this.viewers = viewers;
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        ticker.shutdownNow();
    }

    /** Whether what is shown stays as it was, because the database is away. */
    boolean stands() {
        return store.isAway();
    }

    /**
     * Follows the topics whenever the component is attached; nothing is left behind when it is not.
     */
    void follow(
            com.vaadin.flow.component.Component component,
            List<String> names,
            Throttle throttle,
            Runnable refresh) {
        if (names.isEmpty()) {
            return;
        }
        // What is shown came from the database: when that is back, it may be old.
        List<LiveTopics.Topic> followed =
                Stream.concat(names.stream(), Stream.of(StoreState.TOPIC))
                        .distinct()
                        .map(topics::topic)
                        .toList();
        boolean always = names.contains(StoreState.TOPIC);
        component.addAttachListener(attached -> {
            Follower follower =
                    new Follower(
                            attached.getUI(),
                            followed,
                            always,
                            throttle,
                            () -> unlessOver(attached.getUI(), refresh));
            followers.add(follower);
            component.addDetachListener(detached -> {
                followers.remove(follower);
                follower.leave();
                detached.unregisterListener();
            });
        });
    }

    /** Whose session was ended sees nothing new, but the door. */
    private void unlessOver(UI ui, Runnable refresh) {
        if (viewers.isOver()) {
            ui.getPage().setLocation(Kit.ENDED);
        } else {
            refresh.run();
        }
    }

    private void tick() {
        boolean away = store.isAway();
        for (Follower follower : followers) {
            try {
                follower.look(away);
            } catch (UIDetachedException e) {
                followers.remove(follower);
            }
        }
    }

    /** One component that follows some topics. */
    private static final class Follower {

        private final UI ui;
        private final List<LiveTopics.Topic> topics;
        private final boolean always;
        private final Throttle throttle;
        private final Runnable refresh;
        private final AtomicBoolean busy = new AtomicBoolean();
        private long seen;
        private volatile long notBefore = System.nanoTime();
        private boolean left;

        Follower(
                UI ui,
                List<LiveTopics.Topic> topics,
                boolean always,
                Throttle throttle,
                Runnable refresh) {
            this.ui = ui;
            this.always = always;
            this.topics = topics;
            this.throttle = throttle;
            this.refresh = refresh;
            this.seen = version();
        }

        /**
         * Called by the ticker alone. While the database is away what is shown stays as it is: it
         * could only be replaced by a failure.
         */
        void look(boolean away) {
            if (away && !always) {
                return;
            }
            long version = version();
            if (version == seen
                    || System.nanoTime() - notBefore < 0
                    || !busy.compareAndSet(false, true)) {
                return;
            }
            seen = version;
            ui.access(() -> {
                try {
                    if (!left) { // between asking and now somebody went to another page
                        refresh.run();
                    }
                } finally {
                    notBefore = System.nanoTime() + throttle.pauseNanos();
                    busy.set(false);
                }
            });
        }

        /** It is not shown any more; called with the page's lock, like what it asked for. */
        void leave() {
            left = true;
        }

        private long version() {
            return topics.stream().mapToLong(LiveTopics.Topic::version).sum();
        }
    }
}
