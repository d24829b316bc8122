package io.passerelle.sims.api;

import io.passerelle.foundation.Imei;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimGuards;
import io.passerelle.sims.SimGuards.ExpiryAction;
import io.passerelle.sims.SimKind;
import io.passerelle.sims.SimStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Sim", description = "A SIM card")
record SimView(
        UUID id,
        UUID organisationId,
        UUID groupId,
        @Schema(description = "The group's name", example = "Paris") String group,
        @Nullable UUID accessPointId,
        @Schema(
                        description = "The access point it may sign on at; null for any",
                        example = "m2m.passerelle")
                @Nullable String accessPoint,
        @Schema(example = "8933010000000000017") String iccid,
        @Schema(example = "33700000001") @Nullable String msisdn,
        @Schema(example = "208010000000001") @Nullable String imsi,
        @Schema(description = "The mobile operator", example = "Orange") String operator,
        @Schema(
                        description =
                                "PUBLIC: straight to the Internet by the mobile operator's access"
                                        + " point; its usage is known from invoice records only")
                SimKind kind,
        SimStatus status,
        @Schema(description = "Whether it has an open session") boolean online,
        boolean roaming,
        List<String> options,
        @Schema(example = "Till 3") String label,
        @Schema(example = "till3@m2m") @Nullable String userName,
        @Schema(description = "Whether a password is set; it is never told") boolean hasPassword,
        @Schema(type = "string", format = "ip", example = "10.64.0.17")
                @Nullable InetAddress staticAddress,
        int sessionLimit,
        int maxConnections,
        @Nullable UUID sessionId,
        @Schema(
                        type = "string",
                        format = "ip",
                        description = "The address of its last session",
                        example = "10.64.0.17")
                @Nullable InetAddress address,
        @Nullable Instant lastRadiusAt,
        @Schema(description = "Bytes both ways this calendar month (UTC)") long monthBytes,
        List<String> tags,
        @Schema(
                        description = "The one device that may use it; null for any",
                        example = "490154203237518")
                @Nullable String imei,
        @Schema(description = "Whether its termination is refused") boolean terminationProtected,
        @Schema(description = "When it is suspended or terminated by itself")
                @Nullable Instant expiresAt,
        @Nullable ExpiryAction expiryAction,
        @Schema(description = "When that was asked for") @Nullable Instant expiryDoneAt,
        @Schema(
                        description =
                                "Why it could not be asked for the last time; stable, for programs;"
                                        + " empty when nothing is wrong. It is tried again.",
                        example = "EXPIRY_CHANGED")
                String expiryProblem,
        @Schema(description = "The card whose place it took") @Nullable UUID replacesId,
        @Schema(description = "The card that took its place") @Nullable UUID replacedById,
        Instant createdAt,
        @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

    static SimView of(Sim sim) {
        SimGuards guards = sim.guards();
        return new SimView(
                sim.id(),
                sim.organisationId(),
                sim.groupId(),
                sim.group(),
                sim.accessPointId(),
                sim.accessPoint(),
                sim.iccid(),
                sim.msisdn(),
                sim.imsi(),
                sim.operator(),
                sim.kind(),
                sim.status(),
                sim.sessionId() != null,
                sim.roaming(),
                sim.options(),
                sim.label(),
                sim.userName(),
                sim.hasPassword(),
                sim.staticAddress(),
                sim.sessionLimit(),
                sim.maxConnections(),
                sim.sessionId(),
                sim.address(),
                sim.lastRadiusAt(),
                sim.monthBytes(),
                sim.tags(),
                guards.imei() == null ? null : new Imei(guards.imei()).full(),
                guards.terminationProtected(),
                guards.expiresAt(),
                guards.expiryAction(),
                guards.expiryDoneAt(),
                guards.expiryProblem(),
                sim.replacesId(),
                sim.replacedById(),
                sim.createdAt(),
                sim.version());
    }
}
