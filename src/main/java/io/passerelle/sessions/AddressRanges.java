package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Parts of an IPv4 pool, as distances from its first address; in order, without its own address and
 * the broadcast address where it has them. A pool of the other family has no parts:
 * Framed-IP-Address is IPv4 (RFC 2865 section 5.8).
 *
 * @param ranges each first and last, both included
 */
public record AddressRanges(List<Range> ranges) {

    /** Nothing. */
    public static final AddressRanges NONE = new AddressRanges(List.of());

    /** Copies, so that nobody changes it later. */
    public AddressRanges {
        ranges = List.copyOf(ranges);
    }

    /** A part without gaps. */
    public record Range(long first, long last) {}

    /** All of a pool. */
    public static AddressRanges whole(Cidr pool) {
        return of(pool, List.of(pool));
    }

    /** The parts of a pool that lie in these networks. */
    public static AddressRanges of(Cidr pool, List<Cidr> networks) {
        if (!(pool.address() instanceof Inet4Address)) {
            return NONE;
        }
        long size = pool.size().longValueExact();
        long edge = pool.prefix() < 31 ? 1 : 0; // the network's own address is no host's
        List<Range> ranges = new ArrayList<>();
        for (Cidr network : networks) {
            if (network.address() instanceof Inet4Address) {
                long at = number(network.address()) - number(pool.address());
                long first = Math.max(at, edge);
                long last = Math.min(at + network.size().longValueExact(), size - edge) - 1;
                if (first <= last) {
                    ranges.add(new Range(first, last));
                }
            }
        }
        return new AddressRanges(joined(ranges));
    }

    /** In order, and neighbours as one: a node mostly holds blocks that lie side by side. */
    private static List<Range> joined(List<Range> ranges) {
        ranges.sort(Comparator.comparingLong(Range::first));
        List<Range> joined = new ArrayList<>();
        for (Range range : ranges) {
            if (!joined.isEmpty() && range.first <= joined.getLast().last + 1) {
                Range before = joined.removeLast();
                joined.add(new Range(before.first, Math.max(before.last, range.last)));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    /** The index of the first range that does not end before that; their number when all do. */
    int indexFrom(long address) {
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).last < address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many addresses. */
    public long size() {
        long size = 0;
        for (Range range : ranges) { // asked for at every sign-on
            size += range.last - range.first + 1;
        }
        return size;
    }

    private static long number(InetAddress address) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(address.getAddress()).getInt());
    }
}
