package io.passerelle.sims;

import io.passerelle.accounts.Organisations;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.sims.store.KnownSims;
import io.passerelle.store.ChangeFeed;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every SIM card, in memory, by each of its names.
 *
 * <p>Other snapshots are replaced as a whole; a million cards are not: one writer, and at the start
 * some beside each other, puts changed cards, themselves immutable, into concurrent maps. A reader
 * that looks by a name which is just moving to another card may meet either card, as it would have
 * a moment earlier or later.
 */
@Component
public final class SimDirectory {

    private final Organisations organisations;
    private final Map<UUID, KnownSim> byId = new ConcurrentHashMap<>();
    private final Map<String, KnownSim> byImsi = new ConcurrentHashMap<>();
    private final Map<String, KnownSim> byMsisdn = new ConcurrentHashMap<>();
    private final Map<String, KnownSim> byUserName = new ConcurrentHashMap<>();
    private final Map<InetAddress, KnownSim> byStaticAddress = new ConcurrentHashMap<>();
    private final List<Runnable> regrouped = new CopyOnWriteArrayList<>();
    private final List<Consumer<KnownSim>> barred = new CopyOnWriteArrayList<>();
    private long readUpTo;

    SimDirectory(KnownSims store, Organisations organisations, ChangeFeed feed, LiveTopics topics) {
        this.organisations = organisations;
        feed.on(
                "sim",
                () -> {
                    readUpTo = store.changedSince(readUpTo, this::put);
                    topics.topic("sims").changed();
                });
        organisations.onDisabled(this::barAll);
    }

    /** The card of that id. */
    public Optional<KnownSim> byId(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The card of that IMSI. */
    public Optional<KnownSim> byImsi(String imsi) {
        return Optional.ofNullable(byImsi.get(imsi));
    }

    /** The card of that telephone number, digits only. */
    public Optional<KnownSim> byMsisdn(String msisdn) {
        return Optional.ofNullable(byMsisdn.get(msisdn));
    }

    /** The card of that user name, in any case. */
    public Optional<KnownSim> byUserName(String userName) {
        return Optional.ofNullable(byUserName.get(userName.toLowerCase(Locale.ROOT)));
    }

    /** Whether the address belongs to one card for good. */
    public boolean isStaticAddress(InetAddress address) {
        return byStaticAddress.containsKey(address);
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
        return byId.size();
    }

    private void barAll(Set<UUID> stopped) {
        byId.values().stream()
                .filter(sim -> stopped.contains(sim.organisationId()) && sim.admitsSignOn())
                .forEach(sim -> barred.forEach(watcher -> watcher.accept(sim)));
    }

    private void put(KnownSim sim) {
        KnownSim before = byId.put(sim.id(), sim);
        if (before != null && !before.groupId().equals(sim.groupId())) {
            regrouped.forEach(Runnable::run);
        }
        if (before != null && isAdmitted(before) && !isAdmitted(sim)) {
            barred.forEach(watcher -> watcher.accept(sim));
        }
        move(byImsi, before == null ? null : before.imsi(), sim.imsi(), sim);
        move(byMsisdn, before == null ? null : before.msisdn(), sim.msisdn(), sim);
        move(
                byUserName,
                before == null ? null : lower(before.userName()),
                lower(sim.userName()),
                sim);
        move(
                byStaticAddress,
                before == null ? null : before.staticAddress(),
                sim.staticAddress(),
                sim);
    }

    private static <K> void move(
            Map<K, KnownSim> index, @Nullable K from, @Nullable K to, KnownSim sim) {
        if (from != null && !from.equals(to)) {
            // Only its own entry: another card may have taken the name meanwhile.
            index.computeIfPresent(
                    from, (key, owner) -> owner.id().equals(sim.id()) ? null : owner);
        }
        if (to != null) {
            index.put(to, sim);
        }
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
