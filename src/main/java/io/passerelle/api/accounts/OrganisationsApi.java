package io.passerelle.api.accounts;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/organisations} (ACC-1). */
@RestController
@RequestMapping("/api/v1/organisations")
@Tag(name = "Organisations", description = "The tree of operator, resellers, customers and sites")
class OrganisationsApi implements ListResource {

    private final Organisations organisations;

    OrganisationsApi(Organisations organisations) {
        this.organisations = organisations;
    }

    /** What is needed to make one. */
    @Schema(name = "NewOrganisation")
    record Create(
            @Schema(description = "What it stands below") @Nullable UUID parentId,
            @Nullable OrganisationKind kind,
            @Schema(example = "Boulangerie Martin", maxLength = 120) @Nullable String name,
            @Schema(example = "C-1042", maxLength = 60) @Nullable String reference,
            @Schema(description = "true unless given") @Nullable Boolean enabled) {}

    /** What can be changed. */
    @Schema(name = "OrganisationChange")
    record Change(
            @Schema(example = "Boulangerie Martin", maxLength = 120) @Nullable String name,
            @Schema(example = "C-1042", maxLength = 60) @Nullable String reference,
            @Nullable Boolean enabled) {}

    @Override
    public Listing<?> listing() {
        return organisations.listing();
    }

    @GetMapping
    @Operation(summary = "List organisations")
    Listed<OrganisationView> list(Viewer viewer, ListRequest request) {
        return request.of(
                organisations.listing(), viewer, OrganisationView.class, OrganisationView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an organisation")
    ResponseEntity<OrganisationView> get(Viewer viewer, @PathVariable UUID id) {
        return shown(organisations.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Make an organisation below one you see")
    ResponseEntity<OrganisationView> create(Viewer viewer, @RequestBody Create body) {
        var required = new Required();
        var draft =
                new OrganisationDraft(
                        required.id("parentId", body.parentId()),
                        required.of("kind", body.kind(), OrganisationKind.SITE),
                        required.text("name", body.name()),
                        Objects.requireNonNullElse(body.reference(), ""),
                        !Boolean.FALSE.equals(body.enabled()));
        required.check();
        Organisation made = organisations.create(viewer, draft);
        return Versions.created(
                "/api/v1/organisations", made.id(), OrganisationView.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change an organisation's name, reference and whether it is enabled")
    ResponseEntity<OrganisationView> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Change body) {
        Organisation before = organisations.get(viewer, id);
        var required = new Required();
        var draft =
                new OrganisationDraft(
                        Objects.requireNonNullElse(before.parentId(), id),
                        before.kind(),
                        required.text("name", body.name()),
                        required.text("reference", body.reference()),
                        required.of("enabled", body.enabled(), Boolean.TRUE));
        required.check();
        int version = Versions.expected(ifMatch, before.version());
        return shown(organisations.update(viewer, id, version, draft));
    }

    private static ResponseEntity<OrganisationView> shown(Organisation organisation) {
        return Versions.ok(OrganisationView.of(organisation), organisation.version());
    }
}
