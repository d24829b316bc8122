package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import io.passerelle.sessions.AddressRanges.Range;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds free addresses in this node's parts of the pools of access points. Goes round, so that an
 * address just given back is the last to be given again: packets still on their way to it reach
 * nobody. Begins anywhere, because a process that was killed does not know which it gave last. Not
 * safe for several threads; its owner has the lock.
 */
final class AddressPool {

    /**
     * How many addresses one request looks at before it gives up: the time under the lock stays
     * bounded, and the next request goes on where this one stopped.
     */
    static final int LOOKS_AT_MOST = 65_536;

    /** The same of a pool in which nothing was found a moment ago: everybody else waits. */
    static final int LOOKS_AFTER_NOTHING = 64;

    private static final long MOMENT_NANOS = 1_000_000_000L;

    /** Going round, one free address in so many is hardly any. */
    private static final int SCARCE_LOOKS = 12;

    private final Map<Cidr, Long> next = new HashMap<>();
    private final Map<Cidr, Long> nothingAt = new HashMap<>();
    private final AddressShares shares;
    private final LongUnaryOperator anyBelow;
    private final LongSupplier nanos;

    AddressPool(AddressShares shares) {
        this(shares, RandomGenerator.getDefault()::nextLong, System::nanoTime);
    }

    /**
     * @param anyBelow a number from 0, below the one it is given
     * @param nanos a clock that is never set
     */
    AddressPool(AddressShares shares, LongUnaryOperator anyBelow, LongSupplier nanos) {
        this.shares = shares;
        this.anyBelow = anyBelow;
        this.nanos = nanos;
    }

    /**
     * Takes the next free address of the first pool that has one.
     *
     * @return null when none was found
     */
    @Nullable InetAddress take(List<Cidr> pools, Predicate<InetAddress> free) {
        int looks = LOOKS_AT_MOST;
        for (Cidr pool : pools) {
            AddressRanges own = shares.of(pool);
            Round round = new Round(own, next.getOrDefault(pool, anywhere(own)));
            int allowed = (int) Math.min(Math.min(looks, looksIn(pool)), round.size);
            for (int tried = 1; tried <= allowed; tried++, looks--) {
                InetAddress candidate = pool.at(round.next());
                if (free.test(candidate)) {
                    found(pool, round, tried);
                    return candidate;
                }
            }
            next.put(pool, round.at);
            if (allowed > LOOKS_AFTER_NOTHING) {
                nothingAt.put(pool, nanos.getAsLong());
            }
            shares.scarce(pool);
        }
        return null;
    }

    private void found(Cidr pool, Round round, int tried) {
        next.put(pool, round.at);
        nothingAt.remove(pool);
        if (tried >= SCARCE_LOOKS) {
            shares.scarce(pool);
        }
    }

    private int looksIn(Cidr pool) {
        Long nothing = nothingAt.get(pool);
        return nothing != null && nanos.getAsLong() - nothing < MOMENT_NANOS
                ? LOOKS_AFTER_NOTHING
                : LOOKS_AT_MOST;
    }

    private long anywhere(AddressRanges own) {
        return own.ranges().isEmpty() ? 0 : anyBelow.applyAsLong(own.ranges().getLast().last() + 1);
    }

    /** A walk through ranges that begins anywhere and starts over at the end. */
    private static final class Round {

        private final List<Range> ranges;
        private final long size;
        private int index;
        private long at;

        Round(AddressRanges all, long from) {
            this.ranges = all.ranges();
            this.size = all.size();
            this.at = from;
            this.index = all.indexFrom(from);
        }

        /** Moves on; call only when there are any. */
        long next() {
            if (index >= ranges.size()) {
                index = 0;
                at = 0;
            }
            Range range = ranges.get(index);
            long current = Math.max(at, range.first());
            at = current + 1;
            if (at > range.last()) {
                index++;
            }
            return current;
        }
    }
}
