package io.passerelle.relay;

import io.passerelle.connections.EndReason;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many connections are open: of all, of each SIM card and of each group. */
final class ConnectionLimits {

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<UUID, Integer> sims = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Integer> groups = new ConcurrentHashMap<>();

    ConnectionLimits(int most) {
        this.most = most;
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

        /** Gives back what was taken, and no more. */
        void giveBack() {
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
        return sims.size() + groups.size();
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
