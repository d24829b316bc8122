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

    private final SimTable byId = new SimTable(KnownSim::idKey, KnownSim::isSameCardAs);
    private final SimTable byImsi = new SimTable(KnownSim::imsiKey, (one, other) -> true);
    private final SimTable byMsisdn = new SimTable(KnownSim::msisdnKey, (one, other) -> true);
    private final SimTable byUserName =
            new SimTable(
                    KnownSim::userNameKey,
                    (one, other) -> one.hasUserName(Objects.requireNonNull(other.userName())));
    private final SimTable byStaticAddress =
            new SimTable(
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
        return byId.size();
    }

    void forEach(Consumer<KnownSim> reader) {
        byId.forEach(reader);
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
            for (KnownSim sim : cards) {
                if (byId.putIfAbsent(sim)) {
                    names.forEach(table -> table.putIfAbsent(sim));
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /**
     * Puts a card as it is now.
     *
     * @return as it was; null when it was not known
     */
    @Nullable KnownSim put(KnownSim sim) {
        writing.lock();
        try {
            KnownSim before = byId.find(sim.idKey(), sim::isSameCardAs);
            byId.put(sim);
            names.forEach(table -> table.move(before, sim));
            return before;
        } finally {
            writing.unlock();
        }
    }
}
