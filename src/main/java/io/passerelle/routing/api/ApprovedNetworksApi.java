package io.passerelle.routing.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.foundation.Listing;
import io.passerelle.routing.ApprovedNetwork;
import io.passerelle.routing.ApprovedNetworks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/approved-networks} (M2M-26): the operator's approvals; customers see theirs. */
@RestController
@RequestMapping("/api/v1/approved-networks")
@Tag(
        name = "Approved networks",
        description = "Internal networks the operator allows as destinations")
class ApprovedNetworksApi implements ListResource {

    private final ApprovedNetworks networks;

    ApprovedNetworksApi(ApprovedNetworks networks) {
        this.networks = networks;
    }

    /** What is needed to approve one. */
    @Schema(name = "NewApprovedNetwork")
    record Create(
            @Schema(description = "For this organisation and all below it")
                    @Nullable UUID organisationId,
            @Schema(example = "10.1.0.0/16") @Nullable String network,
            @Schema(description = "Why", maxLength = 200) @Nullable String note) {}

    /** An approval. */
    @Schema(name = "ApprovedNetwork")
    record View(
            UUID id,
            UUID organisationId,
            @Schema(example = "10.1.0.0/16") String network,
            String note,
            @Schema(description = "The login of who allowed it") String approvedBy,
            Instant approvedAt) {

        static View of(ApprovedNetwork network) {
            return new View(
                    network.id(),
                    network.organisationId(),
                    network.network().toString(),
                    network.note(),
                    network.approvedBy(),
                    network.approvedAt());
        }
    }

    @Override
    public Listing<?> listing() {
        return networks.listing();
    }

    @GetMapping
    @Operation(summary = "List approved internal networks")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(networks.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an approval")
    View get(Viewer viewer, @PathVariable UUID id) {
        return View.of(networks.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Approve an internal network for an organisation and all below it")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Create body) {
        var required = new Required();
        UUID organisation = required.id("organisationId", body.organisationId());
        String network = required.text("network", body.network());
        required.check();
        ApprovedNetwork made =
                networks.create(
                        viewer, organisation, network, Objects.requireNonNullElse(body.note(), ""));
        return ResponseEntity.created(URI.create("/api/v1/approved-networks/" + made.id()))
                .body(View.of(made));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw an approval; open connections go on")
    void delete(Viewer viewer, @PathVariable UUID id) {
        networks.delete(viewer, id);
    }
}
