package io.passerelle.sims;

import io.passerelle.foundation.PackedDigits;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * SIM cards by each of their names. Writers take one lock, readers none. What is read of one moment
 * and what has changed since may come in any order: the change stays.
 */
final class KnownSimCards {

    private final SimShelf shelf = new SimShelf();
    private final SimTable byId = new SimTable(shelf, KnownSim::idKey, KnownSim::isSameCardAs);
    private final SimTable byImsi = new SimTable(shelf, KnownSim::imsiKey, (one, other) -> true);
    private final SimTable byMsisdn =
            new SimTable(shelf, KnownSim::msisdnKey, (one, other) -> true);
    private final SimTable byUserName =
            new SimTable(
                    shelf,
                    KnownSim::userNameKey,
                    (one, other) -> one.hasUserName(Objects.requireNonNull(other.userName())));
    private final SimTable byStaticAddress =
            new SimTable(
                    shelf,
                    KnownSim::addressKey,
                    (one, other) -> one.hasAddress(Objects.requireNonNull(other.staticAddress())));
    private final List<SimTable> names = List.of(byImsi, byMsisdn, byUserName, byStaticAddress);
    private final ReentrantLock writing = new ReentrantLock();

    @Nullable KnownSim byId(UUID id) {
        return byId.find(KnownSim.idKey(id), sim -> sim.is(id));
    }

    @Nullable KnownSim byImsi(String imsi) {
        return byImsi.find(PackedDigits.pack(imsi), sim -> true);
    }

    @Nullable KnownSim byMsisdn(String msisdn) {
        return byMsisdn.find(PackedDigits.pack(msisdn), sim -> true);
    }

    @Nullable KnownSim byUserName(String userName) {
        return byUserName.find(KnownSim.userNameKey(userName), sim -> sim.hasUserName(userName));
    }

    @Nullable KnownSim byStaticAddress(InetAddress address) {
        return byStaticAddress.find(KnownSim.addressKey(address), sim -> sim.hasAddress(address));
    }

    int size() {
        return shelf.size();
    }

    void forEach(Consumer<KnownSim> reader) {
        shelf.forEach(reader);
    }

    /** Makes room for so many. */
    void expect(int cards) {
        writing.lock();
        try {
            List.of(byId, byImsi, byMsisdn).forEach(table -> table.expect(cards));
        } finally {
            writing.unlock();
        }
    }

    /**
     * Adds cards as they were at an earlier moment: of one that is there already, a later reading
     * has been put.
     */
    void addMissing(List<KnownSim> cards) {
        writing.lock();
        try {
            add(cards);
        } finally {
            writing.unlock();
        }
    }

    /**
     * The same, unless somebody else writes now: who still reads more had better go on than wait
     * for its turn, which on a busy machine takes longer than the writing.
     *
     * @return whether they were added
     */
    boolean tryAddMissing(List<KnownSim> cards) {
        if (!writing.tryLock()) {
            return false;
        }
        try {
            add(cards);
            return true;
        } finally {
            writing.unlock();
        }
    }

    /** Table after table: of each a part is in the processor's memory then. */
    private void add(List<KnownSim> cards) {
        int first = shelf.size();
        for (KnownSim sim : cards) {
            if (byId.placeOf(sim.idKey(), sim::isSameCardAs) < 0) {
                byId.put(sim, shelf.add(sim));
            }
        }
        int end = shelf.size();
        for (SimTable table : names) {
            for (int place = first; place < end; place++) {
                table.putIfAbsent(shelf.at(place), place);
            }
        }
    }

    /**
     * Puts a card as it is now.
     *
     * @param sim nobody else's yet
     * @return as it was; null when it was not known
     */
    @Nullable KnownSim put(KnownSim sim) {
        writing.lock();
        try {
            int known = byId.placeOf(sim.idKey(), sim::isSameCardAs);
            KnownSim before = known < 0 ? null : shelf.at(known);
            if (before != null) {
                sim.shareIdentifiersOf(before);
            }
            int place = known < 0 ? shelf.add(sim) : known;
            shelf.set(place, sim);
            if (known < 0) {
                byId.put(sim, place);
            }
            names.forEach(table -> table.move(before, sim, place));
            return before;
        } finally {
            writing.unlock();
        }
    }
}
