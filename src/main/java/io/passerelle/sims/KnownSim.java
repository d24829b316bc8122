package io.passerelle.sims;

import java.net.InetAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a node keeps in memory of a SIM card: enough to let it sign on and to carry its connections
 * while the database is away.
 *
 * @param kind by whose access point it reaches its servers
 * @param statusBefore where it was before what it waits for
 * @param sealedPassword as {@code SecretBox} sealed it
 * @param imei the one device that may use it, 14 digits; null for any
 */
public record KnownSim(
        UUID id,
        UUID organisationId,
        UUID groupId,
        @Nullable UUID accessPointId,
        String iccid,
        @Nullable String msisdn,
        @Nullable String imsi,
        SimKind kind,
        SimStatus status,
        @Nullable SimStatus statusBefore,
        @Nullable String userName,
        byte @Nullable [] sealedPassword,
        @Nullable InetAddress staticAddress,
        int sessionLimit,
        int maxConnections,
        @Nullable String imei) {

    /** Whether the network lets it sign on. */
    public boolean admitsSignOn() {
        return kind.passesHere() && status.admitsSignOn(statusBefore);
    }

    @Override
    public String toString() {
        return "KnownSim[" + iccid + "]";
    }
}
