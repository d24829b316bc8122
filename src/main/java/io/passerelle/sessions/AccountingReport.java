package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One accounting message about one session (RFC 2866), as the network access server means it.
 *
 * @param at when it happened: arrival less Acct-Delay-Time, or Event-Timestamp
 * @param lasted Acct-Session-Time: how long the session had lasted
 * @param claimedSession the session id our Class attribute carried; null when none came back
 * @param wideIn whether it carried Acct-Input-Gigawords: its octets then count beyond 32 bits
 * @param wideOut whether it carried Acct-Output-Gigawords
 * @param terminateCause why the server ended the session, empty unless it is a stop
 */
public record AccountingReport(
        Kind kind,
        UUID nasId,
        InetAddress nasAddress,
        Instant at,
        Duration lasted,
        String acctSessionId,
        @Nullable UUID claimedSession,
        String userName,
        String msisdn,
        String imsi,
        String accessPoint,
        @Nullable InetAddress address,
        String imeisv,
        String radio,
        String visitedNetwork,
        Usage usage,
        boolean wideIn,
        boolean wideOut,
        String terminateCause) {

    /** What it reports (Acct-Status-Type). */
    public enum Kind {
        START,
        INTERIM,
        STOP
    }

    /** When the session started, as far as this report tells. */
    public Instant startedAt() {
        return at.minus(lasted);
    }
}
