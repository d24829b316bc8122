package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The record of an attempt to sign on. */
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
        @Nullable UUID sessionId) {}
