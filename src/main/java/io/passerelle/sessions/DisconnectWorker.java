package io.passerelle.sessions;

import io.passerelle.foundation.InFlight;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.sessions.DisconnectLink.Answer;
import io.passerelle.sessions.DisconnectLink.Order;
import io.passerelle.sessions.SessionOrder.Kind;
import io.passerelle.sessions.store.SessionOrderStore;
import io.passerelle.sims.SimDirectory;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.StoreFaults;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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

    /** Orders under way, in all and at one server that does not answer. */
    private static final int AT_ONCE = 256;

    private static final int AT_ONCE_EACH = 16;

    /** Sessions whose end is ordered by one statement. */
    private static final int ORDERED_AT_ONCE = 5_000;

    private static final int ATTEMPTS_AT_MOST = 5;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration WAIT = Duration.ofSeconds(15);
    private static final long EVERY_MILLIS = 2_000;
    private static final long LOOK_SECONDS = 60;

    private final SessionOrderStore store;
    private final NasDirectory servers;
    private final ObjectProvider<DisconnectLink> link;
    private final InFlight<String> inFlight = new InFlight<>(AT_ONCE, AT_ONCE_EACH);
    private volatile boolean moreIsDue;
    private final AtomicBoolean sendWanted = new AtomicBoolean();
    private final AtomicBoolean lookWanted = new AtomicBoolean();
    private final AtomicBoolean endWanted = new AtomicBoolean();

    /** Cards to look at; who stops before leaves them to the clock. */
    private final Queue<UUID> barred = new ConcurrentLinkedQueue<>();

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
        sims.onBarred(sim -> barred(sim.id()));
        feed.on(
                "session_order",
                () -> {
                    topic.changed();
                    sendSoon();
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

    private void sendSoon() {
        soon(sendWanted, this::send);
    }

    private void soon(AtomicBoolean wanted, Runnable work) {
        after(0, wanted, work);
    }

    /** Once for however many ask before it begins; what is asked before the start is not owed. */
    private void after(long millis, AtomicBoolean wanted, Runnable work) {
        ScheduledExecutorService executor = clock;
        if (executor == null || executor.isShutdown() || wanted.getAndSet(true)) {
            return;
        }
        try {
            executor.schedule(
                    () -> {
                        wanted.set(false);
                        logged(work);
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            wanted.set(false);
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

    private void barred(UUID sim) {
        if (isRunning()) {
            barred.add(sim);
            endSoon();
        }
    }

    private void endSoon() {
        soon(endWanted, this::endBarred);
    }

    /** Of a mass suspension each look reads some cards' sessions, not all that are open. */
    private void endBarred() {
        Set<UUID> some = new HashSet<>();
        UUID next = barred.poll();
        while (next != null) {
            some.add(next);
            next = some.size() < ORDERED_AT_ONCE ? barred.poll() : null;
        }
        int found;
        try {
            found = store.insertForBarred(some);
        } catch (RuntimeException e) {
            barred.addAll(some); // after a pause, with those that are barred meanwhile
            after(EVERY_MILLIS, endWanted, this::endBarred);
            throw e;
        }
        ordered(found);
        if (!barred.isEmpty()) {
            endSoon(); // behind what waits meanwhile, such as sending these
        }
    }

    private void look() {
        int found = store.insertForBarred(ORDERED_AT_ONCE);
        ordered(found);
        if (found >= ORDERED_AT_ONCE) {
            soon(lookWanted, this::look);
        }
    }

    private static void ordered(int sessions) {
        if (sessions > 0) {
            LOG.atInfo().addKeyValue("sessions", sessions).log("cards may not be used any more");
        }
    }

    /** Nobody waits here: a server that does not answer holds up nobody else's orders. */
    private void send() {
        DisconnectLink way = link.getIfAvailable();
        int room = inFlight.room();
        if (way == null || room == 0) {
            moreIsDue = room == 0;
            return;
        }
        List<SessionOrder> due = store.claim(room, AT_ONCE_EACH, inFlight.full(), LEASE);
        moreIsDue = due.size() >= AT_ONCE_EACH;
        for (SessionOrder order : due) {
            inFlight.begin(order.box());
            senders.execute(() -> {
                try {
                    logged(() -> send(way, order));
                } finally {
                    inFlight.end(order.box());
                    if (moreIsDue) {
                        sendSoon();
                    }
                }
            });
        }
    }

    private void send(DisconnectLink way, SessionOrder order) {
        SessionFacts session =
                store.openSession(order.sessionId()).map(SessionRecord::facts).orElse(null);
        if (session == null) {
            store.answered(order.id(), OrderState.ENDED, null);
            return;
        }
        KnownNas nas = servers.byId(session.nasId());
        InetAddress box = nas == null ? null : nas.server().destination(session.nasAddress());
        if (nas == null || box == null) {
            store.answered(order.id(), OrderState.NO_ADDRESS, null);
            return;
        }
        var server = new DisconnectLink.Server(box, nas.secret(), nas.server().signedOrders());
        String group = order.kind() == Kind.COA ? store.groupOf(session.simId()) : "";
        try {
            Answer answer =
                    way.tell(
                            server,
                            session,
                            order.kind() == Kind.COA
                                    ? new Order.ChangeGroup(group)
                                    : new Order.Disconnect());
            answered(order, session, group, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered(SessionOrder order, SessionFacts session, String told, Answer answer) {
        if (answer.state() == OrderState.NO_ANSWER && order.attempts() < ATTEMPTS_AT_MOST) {
            store.later(order.id(), WAIT.multipliedBy(order.attempts()));
            return;
        }
        // what follows from the answer is asked with it, or neither: nobody would ask it later
        store.together(orders -> {
            orders.answered(order.id(), answer.state(), answer.errorCause());
            follow(orders, order, session, told, answer.state());
        });
    }

    private static void follow(
            SessionOrderStore orders,
            SessionOrder order,
            SessionFacts session,
            String told,
            OrderState state) {
        if (order.kind() == Kind.DISCONNECT) {
            return;
        }
        Set<UUID> again = Set.of(session.id());
        if (state == OrderState.NAK) {
            // who cannot change a session can end it: the next one begins with the new group
            orders.insert(again, Kind.DISCONNECT, order.cause(), order.askedBy());
        } else if (state == OrderState.ACK && !told.equals(orders.groupOf(session.simId()))) {
            orders.insert(again, Kind.COA, order.cause(), order.askedBy());
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
