package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import io.passerelle.sessions.AddressRanges.Range;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds free addresses in this node's parts of the pools of access points. Goes round, so that an
 * address just given back is the last to be given again: packets still on their way to it reach
 * nobody. Not safe for several threads; its owner has the lock.
 */
final class AddressPool {

    /**
     * How many addresses one request looks at before it gives up: the time under the lock stays
     * bounded, and the next request goes on where this one stopped.
     */
    static final int LOOKS_AT_MOST = 65_536;

    /** Going round, one free address in so many is hardly any. */
    private static final int SCARCE_LOOKS = 12;

    private final Map<Cidr, Long> next = new HashMap<>();
    private final AddressShares shares;

    AddressPool(AddressShares shares) {
        this.shares = shares;
    }

    /**
     * Takes the next free address of the first pool that has one.
     *
     * @return null when none was found
     */
    @Nullable InetAddress take(List<Cidr> pools, Predicate<InetAddress> free) {
        int looks = LOOKS_AT_MOST;
        for (Cidr pool : pools) {
            Round round = new Round(shares.of(pool), next.getOrDefault(pool, 0L));
            int allowed = (int) Math.min(looks, round.size);
            for (int tried = 1; tried <= allowed; tried++, looks--) {
                InetAddress candidate = pool.at(round.next());
                if (free.test(candidate)) {
                    next.put(pool, round.at);
                    if (tried >= SCARCE_LOOKS) {
                        shares.scarce(pool);
                    }
                    return candidate;
                }
            }
            next.put(pool, round.at);
            shares.scarce(pool);
        }
        return null;
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
            while (index < ranges.size() && ranges.get(index).last() < from) {
                index++;
            }
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
