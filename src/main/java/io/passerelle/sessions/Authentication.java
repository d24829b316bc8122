package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of an attempt to sign on.
 *
 * @param imeisv the device, as the network tells it; empty when it does not
 */
public record Authentication(
        UUID id,
        Instant at,
        @Nullable UUID nasId,
        @Nullable InetAddress nasAddress,
        @Nullable UUID simId,
        @Nullable UUID organisationId,
        String userName,
        String msisdn,
        String imsi,
        String accessPoint,
        AuthenticationMethod method,
        boolean accepted,
        AuthenticationReason reason,
        @Nullable InetAddress address,
        @Nullable UUID sessionId,
        String imeisv) {

    /** A spool of an older release has no device. */
    public Authentication {
        imeisv = Objects.requireNonNullElse(imeisv, "");
    }
}
