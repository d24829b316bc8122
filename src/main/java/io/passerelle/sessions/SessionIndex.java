package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import io.passerelle.sessions.SessionState.Promised;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sessions a node knows and the ways to find them. Changed under {@link SessionRegistry}'s lock
 * only; {@link #at} and {@link #open} may be read from anywhere. Ended sessions are remembered for
 * their late reports, a bounded number of them.
 */
final class SessionIndex {

    private final int endedAtMost;
    private final Map<UUID, SessionState> states = new HashMap<>();
    private final Map<UUID, Open> open = new ConcurrentHashMap<>();
    private final Map<InetAddress, OnlineSession> byAddress = new ConcurrentHashMap<>();
    private final Map<InetAddress, UUID> promisedAddresses = new HashMap<>();
    private final Map<NasKey, UUID> byNasKey = new HashMap<>();
    private final Map<UUID, Set<UUID>> openBySim = new HashMap<>();
    private final Map<UUID, Set<UUID>> promisedBySim = new HashMap<>();
    private final Map<UUID, Set<UUID>> openByNas = new HashMap<>();
    private final ArrayDeque<UUID> ended = new ArrayDeque<>();
    private final List<Consumer<OnlineSession>> departures = new CopyOnWriteArrayList<>();

    SessionIndex(int endedAtMost) {
        this.endedAtMost = endedAtMost;
    }

    /** How the network access server names a session, for one SIM card. */
    record NasKey(UUID nasId, String acctSessionId, UUID simId) {
        static NasKey of(SessionFacts facts) {
            return new NasKey(facts.nasId(), facts.acctSessionId(), facts.simId());
        }
    }

    void onDeparture(Consumer<OnlineSession> listener) {
        departures.add(listener);
    }

    @Nullable OnlineSession at(InetAddress address) {
        return byAddress.get(address);
    }

    Collection<Open> open() {
        return open.values();
    }

    int openCount() {
        return open.size();
    }

    @Nullable SessionState state(UUID id) {
        return states.get(id);
    }

    @Nullable UUID named(NasKey key) {
        return byNasKey.get(key);
    }

    boolean isFree(InetAddress address) {
        return !byAddress.containsKey(address) && !promisedAddresses.containsKey(address);
    }

    boolean isPromised(Cidr network) {
        return promisedAddresses.keySet().stream().anyMatch(network::contains);
    }

    int openOf(UUID simId) {
        return openBySim.getOrDefault(simId, Set.of()).size();
    }

    /** The open session of a card that started first. */
    @Nullable Open oldestOf(UUID simId) {
        return openBySim.getOrDefault(simId, Set.of()).stream()
                .map(open::get)
                .min(
                        Comparator.comparing((Open session) -> session.facts().startedAt())
                                .thenComparing(session -> session.facts().id()))
                .orElse(null);
    }

    List<Promised> promisesOf(UUID simId) {
        Set<UUID> ids = promisedBySim.getOrDefault(simId, Set.of());
        if (ids.size() < 2) { // nearly always
            return ids.isEmpty()
                    ? List.of()
                    : List.of((Promised) states.get(ids.iterator().next()));
        }
        return ids.stream()
                .map(id -> (Promised) states.get(id))
                .sorted(Comparator.comparing(Promised::until))
                .toList();
    }

    List<UUID> openOfNas(UUID nasId) {
        return List.copyOf(openByNas.getOrDefault(nasId, Set.of()));
    }

    /** Replaces what is known of a session. */
    void put(UUID id, SessionState next) {
        SessionState previous = states.remove(id);
        OnlineSession before = previous instanceof Open session ? online(session.facts()) : null;
        if (previous != null) {
            forget(id, previous, next);
        }
        switch (next) {
            case SessionState.Unknown ignored -> {}
            case Promised promised -> remember(promised);
            case Open session -> remember(session);
            case Ended session -> remember(session, !(previous instanceof Ended));
        }
        if (before != null && !isAt(before.address(), id)) {
            departures.forEach(listener -> listener.accept(before));
        }
    }

    private void remember(Promised promised) {
        states.put(promised.id(), promised);
        add(promisedBySim, promised.simId(), promised.id());
        if (promised.address() != null) {
            promisedAddresses.put(promised.address(), promised.id());
        }
    }

    private void remember(Open session) {
        SessionFacts facts = session.facts();
        states.put(facts.id(), session);
        open.put(facts.id(), session);
        byNasKey.put(NasKey.of(facts), facts.id());
        add(openBySim, facts.simId(), facts.id());
        add(openByNas, facts.nasId(), facts.id());
        OnlineSession online = online(facts);
        if (online != null) {
            byAddress.put(online.address(), online);
        }
    }

    private static @Nullable OnlineSession online(SessionFacts facts) {
        InetAddress address = facts.address();
        return address == null
                ? null
                : new OnlineSession(
                        facts.id(),
                        facts.simId(),
                        facts.organisationId(),
                        address,
                        facts.nasId(),
                        facts.startedAt());
    }

    private boolean isAt(InetAddress address, UUID id) {
        OnlineSession holder = byAddress.get(address);
        return holder != null && holder.sessionId().equals(id);
    }

    private void remember(Ended session, boolean justEnded) {
        UUID id = session.facts().id();
        states.put(id, session);
        byNasKey.putIfAbsent(NasKey.of(session.facts()), id);
        if (justEnded) {
            ended.addLast(id);
            while (ended.size() > endedAtMost) {
                UUID oldest = ended.removeFirst();
                if (states.get(oldest) instanceof Ended forgotten) {
                    states.remove(oldest);
                    byNasKey.remove(NasKey.of(forgotten.facts()), oldest);
                }
            }
        }
    }

    private void forget(UUID id, SessionState state, SessionState next) {
        switch (state) {
            case SessionState.Unknown ignored -> {}
            case Promised promised -> {
                remove(promisedBySim, promised.simId(), id);
                if (promised.address() != null) {
                    promisedAddresses.remove(promised.address(), id);
                }
            }
            case Open session -> forgetOpen(session.facts(), next);
            case Ended session -> byNasKey.remove(NasKey.of(session.facts()), id);
        }
    }

    private void forgetOpen(SessionFacts facts, SessionState next) {
        SessionFacts later = next instanceof Open session ? session.facts() : null;
        if (later == null) {
            open.remove(facts.id());
        }
        byNasKey.remove(NasKey.of(facts), facts.id());
        remove(openBySim, facts.simId(), facts.id());
        remove(openByNas, facts.nasId(), facts.id());
        InetAddress address = facts.address();
        // a terminal that stays where it is must be found there at every moment
        if (address != null
                && (later == null || !address.equals(later.address()))
                && isAt(address, facts.id())) {
            byAddress.remove(address);
        }
    }

    /** Most cards have one session: a set that cannot change is the smallest. */
    private static void add(Map<UUID, Set<UUID>> map, UUID key, UUID id) {
        map.merge(
                key,
                Set.of(id),
                (ids, another) -> {
                    Set<UUID> all = ids instanceof HashSet ? ids : new HashSet<>(ids);
                    all.addAll(another);
                    return all;
                });
    }

    private static void remove(Map<UUID, Set<UUID>> map, UUID key, UUID id) {
        map.computeIfPresent(
                key,
                (ignored, ids) -> {
                    if (!(ids instanceof HashSet)) {
                        return ids.contains(id) ? null : ids;
                    }
                    ids.remove(id);
                    return ids.isEmpty() ? null : ids;
                });
    }
}
