package io.passerelle.sims;

import io.passerelle.sims.store.KnownSims;
import io.passerelle.store.FirstReading;
import io.passerelle.store.StoreAhead;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Reads every SIM card once, beside the rest of a start. */
public final class SimReading {

    private final KnownSimCards cards = new KnownSimCards();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final FirstReading first;
    private volatile long upTo;

    private SimReading(Supplier<KnownSims> store) {
        first = FirstReading.begin("sims-at-start", () -> readAll(store));
    }

    /** Begins as soon as the tables are there; returns at once. */
    public static SimReading begin(StoreAhead store) {
        return new SimReading(() -> KnownSims.ahead(store));
    }

    static SimReading begin(KnownSims store) {
        return new SimReading(() -> store);
    }

    private void readAll(Supplier<KnownSims> store) {
        try {
            store.get()
                    .all(
                            new KnownSims.AllCards() {
                                @Override
                                public void begins(long seesUpTo, int about) {
                                    cards.expect(about);
                                    upTo = seesUpTo;
                                    begun.countDown();
                                }

                                @Override
                                public boolean some(List<KnownSim> some, boolean last) {
                                    if (!last) {
                                        return cards.tryAddMissing(some);
                                    }
                                    cards.addMissing(some);
                                    return true;
                                }
                            });
        } finally {
            begun.countDown();
        }
    }

    /** Those read by now. */
    KnownSimCards cards() {
        return cards;
    }

    /** Returns once every card is there. */
    void await() {
        first.await();
    }

    /**
     * Up to where this reading sees everything; changes committed later are at or after it. Waits
     * for the reading's begin.
     *
     * @throws RuntimeException why it did not begin
     */
    long seesUpTo() throws InterruptedException {
        begun.await();
        if (upTo == 0) {
            await(); // says why it has not begun
        }
        return upTo;
    }
}
