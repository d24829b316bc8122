package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds free addresses in the pools of access points. Goes round, so that an address just given
 * back is the last to be given again: packets still on their way to it reach nobody. Not safe for
 * several threads; its owner has the lock.
 */
final class AddressPool {

    /**
     * How many addresses one request looks at before it gives up: the time under the lock stays
     * bounded, and the next request goes on where this one stopped.
     */
    static final int LOOKS_AT_MOST = 65_536;

    private final Map<Cidr, Long> next = new HashMap<>();

    /**
     * Takes the next free address of the first pool that has one.
     *
     * @return null when none was found
     */
    @Nullable InetAddress take(List<Cidr> pools, Predicate<InetAddress> free) {
        int looks = LOOKS_AT_MOST;
        for (Cidr pool : pools) {
            if (!(pool.address() instanceof Inet4Address)) {
                continue; // Framed-IP-Address is IPv4 (RFC 2865 section 5.8)
            }
            long first = pool.prefix() < 31 ? 1 : 0; // the network's own address is no host's
            long hosts = pool.size().longValueExact() - 2 * first;
            long at = next.getOrDefault(pool, 0L) % hosts;
            for (long tried = 0; tried < hosts && looks > 0; tried++, looks--) {
                InetAddress candidate = pool.at(first + at);
                at = (at + 1) % hosts;
                if (free.test(candidate)) {
                    next.put(pool, at);
                    return candidate;
                }
            }
            next.put(pool, at);
        }
        return null;
    }
}
