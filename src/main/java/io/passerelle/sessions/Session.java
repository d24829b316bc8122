package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as lists show it, with the names of what it belongs to.
 *
 * @param label of the SIM card
 * @param nasName of the network access server
 * @param endedAt null while it is open
 * @param terminateCause what the network access server gave as its reason, or empty
 * @param octetsIn received from the terminal
 * @param octetsOut sent to the terminal
 */
public record Session(
        UUID id,
        UUID simId,
        String iccid,
        String label,
        UUID organisationId,
        UUID nasId,
        String nasName,
        @Nullable InetAddress nasAddress,
        String acctSessionId,
        String accessPoint,
        @Nullable InetAddress address,
        String msisdn,
        String imsi,
        String imeisv,
        String radio,
        String visitedNetwork,
        Instant startedAt,
        Instant lastAt,
        @Nullable Instant endedAt,
        @Nullable SessionEndReason endReason,
        String terminateCause,
        long octetsIn,
        long octetsOut,
        long packetsIn,
        long packetsOut) {

    /** Whether the terminal is online. */
    public boolean isOpen() {
        return endedAt == null;
    }
}
