package io.passerelle.api.accounts;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Organisation", description = "An operator, reseller, customer or site")
record OrganisationView(
        UUID id,
        @Schema(description = "What it stands below; null for the operator")
                @Nullable UUID parentId,
        OrganisationKind kind,
        @Schema(example = "Boulangerie Martin") String name,
        @Schema(description = "The number or name it has elsewhere", example = "C-1042")
                String reference,
        @Schema(description = "false stops it and all below it") boolean enabled,
        Instant createdAt,
        @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

    static OrganisationView of(Organisation o) {
        return new OrganisationView(
                o.id(),
                o.parentId(),
                o.kind(),
                o.name(),
                o.reference(),
                o.enabled(),
                o.createdAt(),
                o.version());
    }
}
