package io.passerelle.store;

import io.passerelle.foundation.NotNow;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;
import org.jooq.impl.DSL;

/**
 * How many lists are read at once, and how long one may take: lists are what people ask for without
 * knowing what it costs, and whoever saves a route must not wait behind them for a connection.
 */
public final class ListGate {

    /** How long somebody waits for others' lists, at the most. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final int most;
    private final Semaphore pages;
    private final Semaphore exports;
    private final Duration limit;
    private final LongAdder refused = new LongAdder();
    private final LongAdder givenUp = new LongAdder();

    /**
     * A gate for one pool.
     *
     * @param pages pages and counts at once
     * @param exports whole lists at once
     * @param limit how long a page may take
     */
    ListGate(int pages, int exports, Duration limit) {
        this.most = pages;
        this.pages = new Semaphore(pages, true);
        this.exports = new Semaphore(exports);
        this.limit = limit;
    }

    /** The gate of a pool's queries; without one nobody waits. */
    public static ListGate of(DSLContext dsl) {
        return dsl.configuration().data(ListGate.class) instanceof ListGate gate
                ? gate
                : new ListGate(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofMinutes(5));
    }

    /** The same queries, each of which ends when a page has taken too long. */
    public DSLContext limited(DSLContext dsl) {
        Settings settings = SettingsTools.clone(dsl.settings());
        settings.setQueryTimeout(Math.toIntExact(Math.max(1, limit.toSeconds())));
        return DSL.using(dsl.configuration().derive(settings));
    }

    /** The moment, as {@code System.nanoTime} counts, at which a page begun now is given up. */
    long end() {
        return System.nanoTime() + limit.toNanos();
    }

    /** Gives up what runs behind its {@link #end}. */
    void check(long end) {
        if (System.nanoTime() - end > 0) {
            throw tooSlow();
        }
    }

    /**
     * Reads a page or counts.
     *
     * @throws NotNow when too many others do, or it takes too long
     */
    public <T> T page(Supplier<T> work) {
        if (!enter()) {
            refused.increment();
            throw new NotNow(NotNow.Why.LISTS_BUSY);
        }
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw StoreFaults.isTimeLimit(e) ? tooSlow() : e;
        } finally {
            pages.release();
        }
    }

    /**
     * Reads a whole list.
     *
     * @throws NotNow when too many others do
     */
    void export(Runnable work) {
        if (!exports.tryAcquire()) {
            refused.increment();
            throw new NotNow(NotNow.Why.LISTS_BUSY);
        }
        try {
            work.run();
        } finally {
            exports.release();
        }
    }

    /** Pages being read. */
    int running() {
        return most - pages.availablePermits();
    }

    /** How often somebody was turned away. */
    long refused() {
        return refused.sum();
    }

    /** How often a page took too long. */
    long givenUp() {
        return givenUp.sum();
    }

    private NotNow tooSlow() {
        givenUp.increment();
        return new NotNow(NotNow.Why.LIST_SLOW);
    }

    private boolean enter() {
        try {
            return pages.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
