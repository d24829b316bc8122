package io.passerelle.relay;

import io.passerelle.connections.EndReason;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many connections are open: of all, of each SIM card and of each group; and how many wait for
 * a destination.
 *
 * <p>Two rules keep the few from taking what the many need. The last places are for cards that have
 * no connection yet. And a group may have as many connections waiting for destinations as places
 * are left for the others (dynamic thresholds of Choudhury and Hahne, 1998): alone it gets half of
 * them, two such groups a third each, and there is always something left for the next.
 */
final class ConnectionLimits {

    private volatile int most;
    private volatile int reserve;
    private volatile int reservePercent;
    private volatile int mostDialling;
    private final AtomicInteger dialling = new AtomicInteger();
    private final ConcurrentMap<UUID, Integer> diallingOf = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<UUID, Integer> sims = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Integer> groups = new ConcurrentHashMap<>();

    ConnectionLimits(int most, EntranceSettings entrance) {
        this.reservePercent = entrance.reservePercent();
        this.most = most;
        this.reserve = (int) ((long) most * reservePercent / 100);
        this.mostDialling = entrance.maxDialling();
    }

    /** How many may be open. */
    int most() {
        return most;
    }

    /** How many wait for a destination. */
    int dialling() {
        return dialling.get();
    }

    /** From now on another limit; those that are open beyond it stay. */
    void most(int next) {
        reserve = (int) ((long) next * reservePercent / 100);
        most = next;
    }

    /** From now on another share for cards without a connection, and as many dialling. */
    void entrance(EntranceSettings next) {
        reservePercent = next.reservePercent();
        mostDialling = next.maxDialling();
        most(most);
    }

    /** Takes a place on this node; false when all are taken, and nothing is to be given back. */
    private boolean take() {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives the place back. */
    private void release() {
        open.decrementAndGet();
    }

    /**
     * Takes a card's and a group's place; the limit that forbids it, and nothing taken, or null.
     */
    private @Nullable EndReason take(Terminal terminal) {
        if (!take(sims, terminal.simId(), terminal.simLimit())) {
            return EndReason.LIMIT_SIM;
        }
        if (open.get() > this.most - reserve && sims.getOrDefault(terminal.simId(), 0) > 1) {
            release(sims, terminal.simId());
            return EndReason.LIMIT_TOTAL;
        }
        Integer groupLimit = terminal.groupLimit();
        int most = groupLimit == null ? Integer.MAX_VALUE : groupLimit;
        if (!take(groups, terminal.groupId(), most)) {
            release(sims, terminal.simId());
            return EndReason.LIMIT_GROUP;
        }
        return null;
    }

    /** Gives a card's and a group's place back. */
    private void release(Terminal terminal) {
        release(sims, terminal.simId());
        release(groups, terminal.groupId());
    }

    private boolean takeDialling(UUID group) {
        int left = mostDialling - dialling.getAndIncrement();
        if (diallingOf.merge(group, 1, Integer::sum) > left) {
            releaseDialling(group);
            return false;
        }
        return true;
    }

    private void releaseDialling(UUID group) {
        release(diallingOf, group);
        dialling.decrementAndGet();
    }

    int open() {
        return open.get();
    }

    /** What one connection will take; nothing so far. */
    Place place() {
        return new Place();
    }

    /** What one connection has taken, to be given back as a whole. For one thread. */
    final class Place {

        private boolean taken;
        private @Nullable Terminal counted;
        private @Nullable UUID diallingGroup;

        /** Takes a place on this node; the limit that forbids it, or null. */
        @Nullable EndReason take() {
            taken = ConnectionLimits.this.take();
            return taken ? null : EndReason.LIMIT_TOTAL;
        }

        /** Takes a place of the card and of its group; the limit that forbids it, or null. */
        @Nullable EndReason take(Terminal terminal) {
            EndReason limit = ConnectionLimits.this.take(terminal);
            counted = limit == null ? terminal : null;
            return limit;
        }

        /** Takes a place among those that wait for a destination; the limit, or null. */
        @Nullable EndReason dialling(Terminal terminal) {
            if (!takeDialling(terminal.groupId())) {
                return EndReason.LIMIT_DIALLING;
            }
            diallingGroup = terminal.groupId();
            return null;
        }

        /** It waits no longer. */
        void dialled() {
            if (diallingGroup != null) {
                releaseDialling(diallingGroup);
                diallingGroup = null;
            }
        }

        /** Gives back what was taken, and no more. */
        void giveBack() {
            dialled();
            if (counted != null) {
                release(counted);
                counted = null;
            }
            if (taken) {
                release();
                taken = false;
            }
        }
    }

    /** How many cards and groups are counted: none when nothing is open. */
    int counted() {
        return sims.size() + groups.size() + diallingOf.size();
    }

    private static boolean take(ConcurrentMap<UUID, Integer> counts, UUID id, int most) {
        if (counts.merge(id, 1, Integer::sum) > most) {
            release(counts, id);
            return false;
        }
        return true;
    }

    private static void release(ConcurrentMap<UUID, Integer> counts, UUID id) {
        counts.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1);
    }
}
