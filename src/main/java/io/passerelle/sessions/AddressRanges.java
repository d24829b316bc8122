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
        ranges.sort(Comparator.comparingLong(Range::first));
        return new AddressRanges(ranges);
    }

    /** How many addresses. */
    public long size() {
        return ranges.stream().mapToLong(range -> range.last - range.first + 1).sum();
    }

    private static long number(InetAddress address) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(address.getAddress()).getInt());
    }
}
