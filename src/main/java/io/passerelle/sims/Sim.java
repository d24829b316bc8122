package io.passerelle.sims;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A SIM card as lists and pages show it (M2M-1).
 *
 * @param kind by whose access point it reaches its servers
 * @param statusBefore where it was before what it waits for; null unless a request stands behind
 * @param accessPoint the name of the access point it may sign on at; null when it may at any of the
 *     platform's
 * @param hasPassword whether a password is set; the password itself is never shown
 * @param staticAddress the address it always gets; null for one of the access point's pool
 * @param sessionLimit how many sessions it may have at once
 * @param maxConnections how many connections it may have at once
 * @param sessionId its open session; null while it has none
 * @param address the address of its last session
 * @param lastRadiusAt when the network last said something of it
 * @param monthBytes what it moved this calendar month (UTC), both ways
 * @param replacesId the card whose place it took; null for none
 * @param replacedById the card that took its place; null for none
 */
public record Sim(
        UUID id,
        UUID organisationId,
        UUID groupId,
        String group,
        @Nullable UUID accessPointId,
        @Nullable String accessPoint,
        String iccid,
        @Nullable String msisdn,
        @Nullable String imsi,
        String operator,
        SimKind kind,
        SimStatus status,
        @Nullable SimStatus statusBefore,
        boolean roaming,
        List<String> options,
        String label,
        @Nullable String userName,
        boolean hasPassword,
        @Nullable InetAddress staticAddress,
        int sessionLimit,
        int maxConnections,
        @Nullable UUID sessionId,
        @Nullable InetAddress address,
        @Nullable Instant lastRadiusAt,
        long monthBytes,
        List<String> tags,
        SimGuards guards,
        @Nullable UUID replacesId,
        @Nullable UUID replacedById,
        Instant createdAt,
        int version) {}
