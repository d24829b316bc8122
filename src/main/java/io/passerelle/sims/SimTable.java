package io.passerelle.sims;

import io.passerelle.foundation.PackedDigits;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * SIM cards by one of their names: a hash table with open addressing in which the card itself says
 * what it is called, so that an entry costs a reference and no object. One writer at a time, which
 * its owner sees to; readers take no lock, and meet of a name that is just moving the card before
 * or the one after.
 */
final class SimTable {

    /** Where a card was: who looks goes on behind it. */
    private static final KnownSim GONE =
            new KnownSim(
                    new UUID(0, 0),
                    new UUID(0, 0),
                    new UUID(0, 0),
                    null,
                    "0000000000000",
                    null,
                    null,
                    SimKind.PRIVATE,
                    SimStatus.TERMINATED,
                    null,
                    null,
                    null,
                    null,
                    1,
                    1,
                    null);

    private static final int LEAST = 64;
    private static final int MOST = 1 << 28;

    private final ToLongFunction<KnownSim> keyOf;
    private final BiPredicate<KnownSim, KnownSim> sameName;
    private volatile AtomicReferenceArray<KnownSim> slots = new AtomicReferenceArray<>(LEAST);
    private final AtomicInteger size = new AtomicInteger();
    private int gone;

    /**
     * An empty table.
     *
     * @param keyOf the name as a number, or a number that follows from it; {@link
     *     PackedDigits#NONE} for none
     * @param sameName whether two cards of one such number have the same name
     */
    SimTable(ToLongFunction<KnownSim> keyOf, BiPredicate<KnownSim, KnownSim> sameName) {
        this.keyOf = keyOf;
        this.sameName = sameName;
    }

    /** How many there are. */
    int size() {
        return size.get();
    }

    /** Makes room for so many, so that it does not grow step by step while they come. */
    void expect(int cards) {
        int wanted = capacityFor(cards);
        if (wanted > slots.length()) {
            grow(wanted);
        }
    }

    /**
     * The card of a name.
     *
     * @param key what the name is as a number
     * @param isNamed whether a card of that number has the name
     */
    @Nullable KnownSim find(long key, Predicate<KnownSim> isNamed) {
        if (key == PackedDigits.NONE) {
            return null;
        }
        AtomicReferenceArray<KnownSim> all = slots;
        int mask = all.length() - 1;
        for (int i = start(key, mask); ; i = (i + 1) & mask) {
            KnownSim there = all.getAcquire(i);
            if (there == null) {
                return null;
            }
            if (there != GONE && keyOf.applyAsLong(there) == key && isNamed.test(there)) {
                return there;
            }
        }
    }

    /** Puts a card in the place of the one that has its name, if any; nameless ones are left. */
    void put(KnownSim sim) {
        put(sim, true);
    }

    /** Puts a card unless another one, or a later reading of it, has its name already. */
    boolean putIfAbsent(KnownSim sim) {
        return put(sim, false);
    }

    private boolean put(KnownSim sim, boolean replacing) {
        long key = keyOf.applyAsLong(sim);
        if (key == PackedDigits.NONE) {
            return false;
        }
        int used = size.get() + 1;
        if (used + gone > slots.length() / 4 * 3) {
            grow(capacityFor(used));
        }
        AtomicReferenceArray<KnownSim> all = slots;
        int free = slotOf(sim, key, all);
        boolean taken = free >= 0;
        if (taken && !replacing) {
            return false;
        }
        all.setRelease(taken ? free : -1 - free, sim);
        if (!taken) {
            size.setRelease(used);
        }
        return true;
    }

    /** The slot of a card of that name, or -1 minus the empty one behind all it could be in. */
    private int slotOf(KnownSim sim, long key, AtomicReferenceArray<KnownSim> all) {
        int mask = all.length() - 1;
        int i = start(key, mask);
        for (KnownSim there = all.getPlain(i); there != null; there = all.getPlain(i)) {
            if (there != GONE && keyOf.applyAsLong(there) == key && sameName.test(there, sim)) {
                return i;
            }
            i = (i + 1) & mask;
        }
        return -1 - i;
    }

    /**
     * Puts a card under its name, and takes the one it had before away.
     *
     * @param before the card as it was; null when it is new
     */
    void move(@Nullable KnownSim before, KnownSim sim) {
        if (before != null && !haveSameName(before, sim)) {
            remove(before);
        }
        put(sim);
    }

    private boolean haveSameName(KnownSim one, KnownSim other) {
        long key = keyOf.applyAsLong(one);
        return key != PackedDigits.NONE
                && key == keyOf.applyAsLong(other)
                && sameName.test(one, other);
    }

    /** Takes a card's name away, unless another card has it meanwhile. */
    private void remove(KnownSim sim) {
        long key = keyOf.applyAsLong(sim);
        AtomicReferenceArray<KnownSim> all = slots;
        int slot = key == PackedDigits.NONE ? -1 : slotOf(sim, key, all);
        if (slot >= 0 && all.getPlain(slot).isSameCardAs(sim)) {
            all.setRelease(slot, GONE);
            gone++;
            size.decrementAndGet();
        }
    }

    /** Every card, some of those that come or go meanwhile too. */
    void forEach(Consumer<KnownSim> reader) {
        AtomicReferenceArray<KnownSim> all = slots;
        for (int i = 0; i < all.length(); i++) {
            KnownSim there = all.getAcquire(i);
            if (there != null && there != GONE) {
                reader.accept(there);
            }
        }
    }

    private void grow(int capacity) {
        AtomicReferenceArray<KnownSim> larger = new AtomicReferenceArray<>(capacity);
        int mask = capacity - 1;
        forEach(sim -> {
            int i = start(keyOf.applyAsLong(sim), mask);
            while (larger.getPlain(i) != null) {
                i = (i + 1) & mask;
            }
            larger.setPlain(i, sim);
        });
        gone = 0;
        slots = larger;
    }

    /** Half full at the most: the next name is nearly always the first one looked at. */
    private static int capacityFor(int cards) {
        int atLeast = Math.clamp(2L * cards, LEAST, MOST);
        return Integer.highestOneBit(atLeast - 1) << 1;
    }

    private static int start(long key, int mask) {
        long mixed = key * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32 ^ mixed >>> 47) & mask;
    }
}
