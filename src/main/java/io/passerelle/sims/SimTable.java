package io.passerelle.sims;

import io.passerelle.foundation.PackedDigits;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Leads from one of their names to SIM cards of a {@link SimShelf}: a hash table with open
 * addressing whose entries are places on the shelf. It has no references, so that the collector,
 * who would note and follow each that is written, never looks at it. One writer at a time, which
 * its owner sees to; readers take no lock, and meet of a name that is just moving the card before
 * or the one after.
 */
final class SimTable {

    private static final int EMPTY = 0;

    /** Where a card was: who looks goes on behind it. */
    private static final int GONE = -1;

    private static final int LEAST = 64;
    private static final int MOST = 1 << 28;

    private final SimShelf shelf;
    private final ToLongFunction<KnownSim> keyOf;
    private final BiPredicate<KnownSim, KnownSim> sameName;
    private volatile Slots slots = new Slots(LEAST);
    private int live;
    private int taken; // with those that are gone

    /**
     * An empty table.
     *
     * @param keyOf the name as a number, or a number that follows from it; {@link
     *     PackedDigits#NONE} for none
     * @param sameName whether two cards of one such number have the same name
     */
    SimTable(
            SimShelf shelf,
            ToLongFunction<KnownSim> keyOf,
            BiPredicate<KnownSim, KnownSim> sameName) {
        this.shelf = shelf;
        this.keyOf = keyOf;
        this.sameName = sameName;
    }

    /**
     * What entries lie in.
     *
     * @param places one more than the place on the shelf
     * @param hashes of the entries' names, so that few cards have to be looked at
     */
    private record Slots(AtomicIntegerArray places, int[] hashes, int mask) {
        Slots(int capacity) {
            this(new AtomicIntegerArray(capacity), new int[capacity], capacity - 1);
        }
    }

    /** Makes room for so many, so that it does not grow step by step while they come. */
    void expect(int cards) {
        int wanted = capacityFor(cards);
        if (wanted > slots.mask) {
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
        int place = placeOf(key, isNamed);
        return place < 0 ? null : shelf.at(place);
    }

    /** The place of the card of a name; negative when there is none. */
    int placeOf(long key, Predicate<KnownSim> isNamed) {
        if (key == PackedDigits.NONE) {
            return -1;
        }
        Slots all = slots;
        int hash = SecretHash.of(key);
        int i = hash & all.mask;
        for (int entry = all.places.getAcquire(i);
                entry != EMPTY;
                entry = all.places.getAcquire(i)) {
            if (entry != GONE && all.hashes[i] == hash) {
                KnownSim there = shelf.at(entry - 1);
                if (keyOf.applyAsLong(there) == key && isNamed.test(there)) {
                    return entry - 1;
                }
            }
            i = (i + 1) & all.mask;
        }
        return -1;
    }

    /** Leads to a card, and no longer to another of its name; a card without one is left out. */
    void put(KnownSim sim, int place) {
        put(sim, place, true);
    }

    /** Leads to a card unless another one has its name already. */
    void putIfAbsent(KnownSim sim, int place) {
        put(sim, place, false);
    }

    private void put(KnownSim sim, int place, boolean replacing) {
        long key = keyOf.applyAsLong(sim);
        if (key == PackedDigits.NONE) {
            return;
        }
        if (taken > slots.mask / 4 * 3) {
            grow(capacityFor(live + 1));
        }
        Slots all = slots;
        int hash = SecretHash.of(key);
        int i = hash & all.mask;
        for (int entry = all.places.getPlain(i); entry != EMPTY; entry = all.places.getPlain(i)) {
            if (entry != GONE && all.hashes[i] == hash && isNamedLike(entry - 1, sim, key)) {
                if (replacing) {
                    all.places.setRelease(i, place + 1);
                }
                return;
            }
            i = (i + 1) & all.mask;
        }
        all.hashes[i] = hash;
        all.places.setRelease(i, place + 1);
        live++;
        taken++;
    }

    private boolean isNamedLike(int place, KnownSim sim, long key) {
        KnownSim there = shelf.at(place);
        return keyOf.applyAsLong(there) == key && sameName.test(there, sim);
    }

    /**
     * Leads to a card that has changed, and no longer by the name it had.
     *
     * @param before the card as it was; null when it is new
     */
    void move(@Nullable KnownSim before, KnownSim sim, int place) {
        if (before != null && !haveSameName(before, sim)) {
            remove(keyOf.applyAsLong(before), place);
        }
        put(sim, place);
    }

    private boolean haveSameName(KnownSim one, KnownSim other) {
        long key = keyOf.applyAsLong(one);
        return key != PackedDigits.NONE
                && key == keyOf.applyAsLong(other)
                && sameName.test(one, other);
    }

    /** Takes a card's name away, unless it leads to another card meanwhile. */
    private void remove(long key, int place) {
        if (key == PackedDigits.NONE) {
            return;
        }
        Slots all = slots;
        int i = SecretHash.of(key) & all.mask;
        for (int entry = all.places.getPlain(i); entry != EMPTY; entry = all.places.getPlain(i)) {
            if (entry == place + 1) {
                all.places.setRelease(i, GONE);
                live--;
                return;
            }
            i = (i + 1) & all.mask;
        }
    }

    /** Those that are gone are left behind. */
    private void grow(int capacity) {
        Slots all = slots;
        Slots larger = new Slots(capacity);
        for (int from = 0; from <= all.mask; from++) {
            int entry = all.places.getPlain(from);
            if (entry > EMPTY) {
                int i = all.hashes[from] & larger.mask;
                while (larger.places.getPlain(i) != EMPTY) {
                    i = (i + 1) & larger.mask;
                }
                larger.hashes[i] = all.hashes[from];
                larger.places.setPlain(i, entry);
            }
        }
        taken = live;
        slots = larger;
    }

    /** Half full at the most: the next name is nearly always the first one looked at. */
    private static int capacityFor(int cards) {
        int atLeast = Math.clamp(2L * cards, LEAST, MOST);
        return Integer.highestOneBit(atLeast - 1) << 1;
    }
}
