package io.passerelle.sims;

import io.passerelle.accounts.Organisations;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.sims.store.KnownSims;
import io.passerelle.store.ChangeFeed;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Every SIM card, in memory, by each of its names.
 *
 * <p>Other snapshots are replaced as a whole; a million cards are not: changed ones, themselves
 * immutable, are put into {@link KnownSimCards}. A reader that looks by a name which is just moving
 * to another card may meet either card, as it would have a moment earlier or later.
 *
 * <p>All cards are read while the application is being built, and nothing listens before they are
 * there. What changes meanwhile is read beside them, and is later than they.
 */
@Component
public final class SimDirectory implements SmartLifecycle {

    /** Before RADIUS and the relay listen. */
    static final int PHASE = ChangeFeed.PHASE + 105;

    private final Organisations organisations;
    private final KnownSims store;
    private final SimReading first;
    private final KnownSimCards cards;
    private final List<Runnable> regrouped = new CopyOnWriteArrayList<>();
    private final List<Consumer<KnownSim>> barred = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private long readUpTo;

    SimDirectory(
            KnownSims store,
            ObjectProvider<SimReading> ahead,
            Organisations organisations,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.first = ahead.getIfAvailable(() -> SimReading.begin(store));
        this.cards = first.cards();
        this.organisations = organisations;
        feed.on(
                "sim",
                () -> {
                    readChanges();
                    topics.topic("sims").changed();
                });
        organisations.onDisabled(this::barAll);
    }

    /** Waits for all cards. */
    @Override
    public void start() {
        awaitAll();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Returns once every card is known, which at a start takes a moment; not for event loops. */
    public void awaitAll() {
        first.await();
    }

    /** The card of that id. */
    public Optional<KnownSim> byId(UUID id) {
        return Optional.ofNullable(cards.byId(id));
    }

    /** The card of that IMSI. */
    public Optional<KnownSim> byImsi(String imsi) {
        return Optional.ofNullable(cards.byImsi(imsi));
    }

    /** The card of that telephone number, digits only. */
    public Optional<KnownSim> byMsisdn(String msisdn) {
        return Optional.ofNullable(cards.byMsisdn(msisdn));
    }

    /** The card of that user name, in any case. */
    public Optional<KnownSim> byUserName(String userName) {
        return Optional.ofNullable(cards.byUserName(userName));
    }

    /** Whether the address belongs to one card for good. */
    public boolean isStaticAddress(InetAddress address) {
        return cards.byStaticAddress(address) != null;
    }

    /** Whether the card's status and its organisation, with all above it, let it be used. */
    public boolean isAdmitted(KnownSim sim) {
        return sim.admitsSignOn() && organisations.tree().isEnabled(sim.organisationId());
    }

    /** Tells the watcher, on the writer's thread, that a card has moved to another group. */
    public void onRegrouped(Runnable watcher) {
        regrouped.add(watcher);
    }

    /**
     * Tells the watcher, on the writer's thread, of a card that may no longer be used, because of
     * its status or its organisation: what it has open must end.
     */
    public void onBarred(Consumer<KnownSim> watcher) {
        barred.add(watcher);
    }

    /** How many cards there are. */
    public int size() {
        return cards.size();
    }

    private void barAll(Set<UUID> stopped) {
        cards.forEach(sim -> {
            if (stopped.contains(sim.organisationId()) && sim.admitsSignOn()) {
                barred.forEach(watcher -> watcher.accept(sim));
            }
        });
    }

    private void readChanges() {
        if (readUpTo == 0) {
            try {
                readUpTo = first.seesUpTo();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        readUpTo = store.changedSince(readUpTo, this::put);
    }

    private void put(KnownSim sim) {
        KnownSim before = cards.put(sim);
        if (before == null) {
            return;
        }
        if (!before.groupId().equals(sim.groupId())) {
            regrouped.forEach(Runnable::run);
        }
        if (isAdmitted(before) && !isAdmitted(sim)) {
            barred.forEach(watcher -> watcher.accept(sim));
        }
    }
}
