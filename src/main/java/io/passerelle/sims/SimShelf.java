package io.passerelle.sims;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * SIM cards side by side in the order in which they came; a card keeps its place when it changes.
 * One writer at a time; readers take no lock.
 */
final class SimShelf {

    private static final int BOARD_BITS = 14;
    private static final int BOARD = 1 << BOARD_BITS;

    /** Boards that are full stay where they are when another one is added. */
    private volatile AtomicReferenceArray<KnownSim>[] boards = boards(0);

    private volatile int size;

    /** How many there are. */
    int size() {
        return size;
    }

    /** The card at a place that was given out. */
    KnownSim at(int place) {
        return Objects.requireNonNull(boards[place >>> BOARD_BITS].getAcquire(place & (BOARD - 1)));
    }

    /** Puts a new card behind the others; its place. */
    int add(KnownSim sim) {
        int place = size;
        int board = place >>> BOARD_BITS;
        if (board == boards.length) {
            AtomicReferenceArray<KnownSim>[] more = boards(board + 1);
            System.arraycopy(boards, 0, more, 0, board);
            more[board] = new AtomicReferenceArray<>(BOARD);
            boards = more;
        }
        set(place, sim);
        size = place + 1;
        return place;
    }

    /** Puts a card that has changed in its own place. */
    void set(int place, KnownSim sim) {
        boards[place >>> BOARD_BITS].setRelease(place & (BOARD - 1), sim);
    }

    /** Every card that is there now. */
    void forEach(Consumer<KnownSim> reader) {
        int now = size;
        for (int place = 0; place < now; place++) {
            reader.accept(at(place));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made otherwise
    private static AtomicReferenceArray<KnownSim>[] boards(int count) {
        return new AtomicReferenceArray[count];
    }
}
