package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a pool falls into blocks: 64 of them, more of a large pool so that none has over 1,024
 * addresses, at most 4,096; single addresses when it is small.
 */
final class AddressGrid {

    private static final int SIXTY_FOUR = 6;
    private static final int FOUR_THOUSAND = 12;
    private static final int THOUSAND_ADDRESSES = 22;
    private static final int LONGEST = 32;

    private AddressGrid() {}

    /** The blocks of an IPv4 pool, in order. */
    static List<Cidr> of(Cidr pool) {
        int prefix = prefix(pool.prefix());
        int count = 1 << (prefix - pool.prefix());
        long size = 1L << (LONGEST - prefix);
        List<Cidr> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(new Cidr(pool.at(i * size), prefix));
        }
        return blocks;
    }

    private static int prefix(int pool) {
        int small = Math.min(THOUSAND_ADDRESSES, pool + FOUR_THOUSAND);
        return Math.min(LONGEST, Math.max(pool + SIXTY_FOUR, small));
    }

    /** Those of the blocks that share no address with any of these networks. */
    static List<Cidr> apartFrom(List<Cidr> blocks, Collection<Cidr> networks) {
        if (blocks.isEmpty()) {
            return blocks;
        }
        int prefix = blocks.getFirst().prefix();
        Set<Cidr> same = new HashSet<>();
        List<Cidr> others = new ArrayList<>(); // of other pools that lie in or around this one
        networks.forEach(n -> {
            if (n.prefix() == prefix) {
                same.add(n);
            } else {
                others.add(n);
            }
        });
        return blocks.stream()
                .filter(block -> !same.contains(block))
                .filter(block -> others.stream().noneMatch(other -> overlap(block, other)))
                .toList();
    }

    /** Whether two networks share an address: then one lies in the other. */
    static boolean overlap(Cidr one, Cidr other) {
        return one.contains(other.address()) || other.contains(one.address());
    }
}
