package io.passerelle.sessions.api;

import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Session", description = "A RADIUS session of a SIM card")
record SessionView(
        UUID id,
        @Schema(description = "Whether the terminal is online") boolean open,
        UUID simId,
        @Schema(example = "8933010000000000017") String iccid,
        @Schema(description = "The card's label", example = "Till 3") String label,
        UUID organisationId,
        UUID nasId,
        @Schema(example = "GGSN Lyon") String nasName,
        @Nullable InetAddress nasAddress,
        @Schema(description = "The network's own name of the session") String acctSessionId,
        @Schema(example = "m2m.passerelle") String accessPoint,
        @Schema(example = "10.64.0.17") @Nullable InetAddress address,
        String msisdn,
        String imsi,
        @Schema(description = "The device's number, where the network tells it") String imeisv,
        @Schema(example = "LTE") String radio,
        @Schema(description = "Country and network code", example = "20801") String visitedNetwork,
        Instant startedAt,
        @Schema(description = "When something was last heard of it") Instant lastAt,
        @Schema(description = "null while it is open") @Nullable Instant endedAt,
        @Nullable SessionEndReason endReason,
        @Schema(description = "What the network gave as its reason") String terminateCause,
        @Schema(description = "Received from the terminal") long octetsIn,
        @Schema(description = "Sent to the terminal") long octetsOut,
        long packetsIn,
        long packetsOut) {

    static SessionView of(Session s) {
        return new SessionView(
                s.id(),
                s.isOpen(),
                s.simId(),
                s.iccid(),
                s.label(),
                s.organisationId(),
                s.nasId(),
                s.nasName(),
                s.nasAddress(),
                s.acctSessionId(),
                s.accessPoint(),
                s.address(),
                s.msisdn(),
                s.imsi(),
                s.imeisv(),
                s.radio(),
                s.visitedNetwork(),
                s.startedAt(),
                s.lastAt(),
                s.endedAt(),
                s.endReason(),
                s.terminateCause(),
                s.octetsIn(),
                s.octetsOut(),
                s.packetsIn(),
                s.packetsOut());
    }
}
