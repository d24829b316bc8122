package io.passerelle.routing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a name.
 *
 * @param addresses the last good answer; empty when there never was one
 * @param at when that answer, or the failure to get a first one, came
 * @param problem why the latest look-up failed; null when it did not
 */
public record Resolution(List<InetAddress> addresses, Instant at, @Nullable String problem) {

    /** How many addresses of a name are used. */
    static final int ADDRESSES_AT_MOST = 8;

    /** Keeps the first few addresses, without the name they were found by. */
    public Resolution {
        addresses = addresses.stream().limit(ADDRESSES_AT_MOST).map(Resolution::nameless).toList();
    }

    /** Whether there is anything to dial. */
    public boolean isUsable() {
        return !addresses.isEmpty();
    }

    /** Whether an older answer is used because the name does not resolve now. */
    public boolean isKept() {
        return problem != null && isUsable();
    }

    /** An address that carries a name is written as the name by some, and looked up again. */
    private static InetAddress nameless(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // the length is that of an address
        }
    }
}
