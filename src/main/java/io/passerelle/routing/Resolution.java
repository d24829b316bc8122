package io.passerelle.routing;

import java.net.InetAddress;
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

    /** Keeps the first few addresses. */
    public Resolution {
        addresses =
                List.copyOf(
                        addresses.size() <= ADDRESSES_AT_MOST
                                ? addresses
                                : addresses.subList(0, ADDRESSES_AT_MOST));
    }

    /** Whether there is anything to dial. */
    public boolean isUsable() {
        return !addresses.isEmpty();
    }

    /** Whether an older answer is used because the name does not resolve now. */
    public boolean isKept() {
        return problem != null && isUsable();
    }
}
