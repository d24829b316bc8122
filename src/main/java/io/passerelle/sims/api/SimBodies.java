package io.passerelle.sims.api;

import io.passerelle.api.Required;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.SimChange;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGuards.Expiry;
import io.passerelle.sims.SimGuards.ExpiryAction;
import io.passerelle.sims.SimKind;
import io.passerelle.sims.SimStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What programs send of SIM cards. Passwords go in and never come out. */
final class SimBodies {

    private SimBodies() {}

    /** What is needed to add one card. */
    @Schema(name = "NewSim")
    record Create(
            @Schema(description = "Whose card it is; your own organisation unless given")
                    @Nullable UUID organisationId,
            @Schema(description = "The organisation's default group unless given")
                    @Nullable UUID groupId,
            @Schema(description = "Any of the platform's unless given")
                    @Nullable UUID accessPointId,
            @Schema(example = "8933010000000000017", description = "13 to 22 digits")
                    @Nullable String iccid,
            @Schema(example = "33700000001", description = "International, without +")
                    @Nullable String msisdn,
            @Schema(example = "208010000000001") @Nullable String imsi,
            @Schema(example = "Orange") @Nullable String operator,
            @Schema(
                            description =
                                    "PRIVATE unless given; PUBLIC: straight to the Internet by the"
                                            + " mobile operator's access point (public APN)")
                    @Nullable SimKind kind,
            @Schema(description = "ACTIVE unless given") @Nullable SimStatus status,
            @Schema(example = "Till 3", maxLength = 120) @Nullable String label,
            @Schema(example = "till3@m2m", maxLength = 200) @Nullable String userName,
            @Schema(maxLength = 128, accessMode = Schema.AccessMode.WRITE_ONLY)
                    @Nullable String password,
            @Schema(example = "10.64.0.17") @Nullable String staticAddress) {

        SimDraft draft(UUID own) {
            var required = new Required();
            var draft =
                    new SimDraft(
                            Objects.requireNonNullElse(organisationId, own),
                            groupId,
                            accessPointId,
                            required.text("iccid", iccid),
                            msisdn,
                            imsi,
                            Objects.requireNonNullElse(operator, ""),
                            Objects.requireNonNullElse(kind, SimKind.PRIVATE),
                            Objects.requireNonNullElse(status, SimStatus.ACTIVE),
                            Objects.requireNonNullElse(label, ""),
                            userName,
                            password,
                            staticAddress);
            required.check();
            return draft;
        }

        @Override
        public String toString() {
            return "NewSim[" + iccid + "]"; // never the password
        }
    }

    /** What is to change; what is left out or null stays. */
    @Schema(name = "SimChange", description = "What is left out or null stays as it is")
    record Change(
            @Schema(example = "Till 3", maxLength = 120) @Nullable String label,
            @Nullable UUID groupId,
            @Schema(description = "Empty takes it away", maxLength = 200) @Nullable String userName,
            @Schema(
                            description = "Empty takes it away",
                            maxLength = 128,
                            accessMode = Schema.AccessMode.WRITE_ONLY)
                    @Nullable String password,
            @Schema(description = "Only the operator's people") @Nullable SimStatus status,
            @Schema(description = "Only the operator's people; empty takes it away")
                    @Nullable String staticAddress,
            @Schema(description = "Only the operator's people") @Nullable UUID accessPointId,
            @Schema(description = "Only the operator's people") @Nullable SimKind kind,
            @Schema(description = "All of them, 20 at most; empty takes them away")
                    @Nullable List<String> tags,
            @Schema(
                            description = "The one device that may use it; empty for any",
                            example = "490154203237518")
                    @Nullable String imei,
            @Schema(description = "Whether its termination is refused")
                    @Nullable Boolean terminationProtected,
            @Schema(
                            description =
                                    "When expiryAction is asked for by itself (ISO 8601); empty for"
                                            + " never",
                            example = "2027-01-01T00:00:00Z")
                    @Nullable String expiresAt,
            @Schema(description = "SUSPEND unless given") @Nullable ExpiryAction expiryAction) {

        SimChange change() {
            return new SimChange(
                    label,
                    groupId,
                    userName,
                    password,
                    status,
                    staticAddress,
                    accessPointId,
                    kind,
                    tags,
                    imei,
                    terminationProtected,
                    expiry());
        }

        private @Nullable Expiry expiry() {
            String at = expiresAt;
            if (at == null) {
                if (expiryAction != null) {
                    throw Refused.field("expiresAt", "required");
                }
                return null;
            }
            ExpiryAction action = Objects.requireNonNullElse(expiryAction, ExpiryAction.SUSPEND);
            if (at.isBlank()) {
                return new Expiry(null, action);
            }
            try {
                return new Expiry(Instant.parse(at.strip()), action);
            } catch (DateTimeParseException e) {
                throw Refused.field("expiresAt", "sim.expiry.bad");
            }
        }

        @Override
        public String toString() {
            return "SimChange"; // never the password
        }
    }

    /** Cards for another group. */
    @Schema(name = "SimMove")
    record Move(
            @Schema(description = "1 to 10,000 cards of one organisation") @Nullable List<UUID> ids,
            @Schema(description = "A group of the same organisation") @Nullable UUID groupId) {}

    /** Tags for cards. */
    @Schema(name = "SimTags")
    record Tags(
            @Schema(description = "1 to 10,000 cards of one organisation") @Nullable List<UUID> ids,
            @Nullable List<String> add,
            @Nullable List<String> remove) {}

    /** How many cards have other tags. */
    @Schema(name = "SimsTagged")
    record Tagged(int changed) {}

    /** How many cards were moved. */
    @Schema(name = "SimMoved")
    record Moved(int moved) {}
}
