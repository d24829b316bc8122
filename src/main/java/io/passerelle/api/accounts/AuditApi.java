package io.passerelle.api.accounts;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.AuditEntry;
import io.passerelle.accounts.AuditLine;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.foundation.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/audit} (ACC-7). */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit", description = "Who changed what, and what was refused")
class AuditApi implements ListResource {

    private final Audit audit;

    AuditApi(Audit audit) {
        this.audit = audit;
    }

    /** A line as programs see it. */
    @Schema(name = "AuditEntry")
    record View(
            UUID id,
            Instant at,
            UUID accountId,
            @Schema(example = "claire.martin") String login,
            UUID organisationId,
            @Schema(description = "Where from", example = "192.0.2.1") String address,
            @Schema(example = "route.update") String action,
            @Schema(example = "route") String objectKind,
            String objectId,
            AuditEntry.Outcome outcome,
            @Schema(description = "The object before, as JSON text") @Nullable String before,
            @Schema(description = "The object after, as JSON text") @Nullable String after) {

        static View of(AuditLine line) {
            AuditEntry entry = line.entry();
            return new View(
                    entry.id(),
                    entry.at(),
                    entry.accountId(),
                    entry.login(),
                    entry.organisationId(),
                    entry.address(),
                    entry.action(),
                    entry.objectKind(),
                    entry.objectId(),
                    entry.outcome(),
                    line.before(),
                    line.after());
        }
    }

    @Override
    public Listing<?> listing() {
        return audit.listing();
    }

    @GetMapping
    @Operation(summary = "List what was done and what was refused, newest first")
    Listed<View> list(Viewer viewer, ListRequest request) {
        audit.requireReader(viewer);
        return request.of(audit.listing(), viewer, View.class, View::of);
    }
}
