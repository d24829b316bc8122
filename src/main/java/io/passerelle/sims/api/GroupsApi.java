package io.passerelle.sims.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.sims.SimGroup;
import io.passerelle.sims.SimGroupDraft;
import io.passerelle.sims.SimGroups;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/groups} (M2M-6). */
@RestController
@RequestMapping("/api/v1/groups")
@Tag(name = "Groups", description = "Groups of SIM cards; all cards of a group have its routes")
class GroupsApi implements ListResource {

    private final SimGroups groups;

    GroupsApi(SimGroups groups) {
        this.groups = groups;
    }

    /** What is needed to make one. */
    @Schema(name = "NewGroup")
    record Create(
            @Schema(description = "Your own organisation unless given")
                    @Nullable UUID organisationId,
            @Schema(example = "Paris", maxLength = 80) @Nullable String name,
            @Schema(description = "Connections at once; null for no limit", minimum = "1")
                    @Nullable Integer maxConnections) {}

    /** What can be changed. */
    @Schema(name = "GroupChange")
    record Change(
            @Schema(example = "Paris", maxLength = 80) @Nullable String name,
            @Schema(description = "Connections at once; null for no limit", minimum = "1")
                    @Nullable Integer maxConnections) {}

    /** A group. */
    @Schema(name = "Group")
    record View(
            UUID id,
            UUID organisationId,
            @Schema(example = "Paris") String name,
            @Schema(description = "The group of cards that nobody put elsewhere") boolean isDefault,
            @Schema(description = "Connections at once; null for no limit")
                    @Nullable Integer maxConnections,
            @Schema(description = "How many cards are in it") int sims,
            Instant createdAt,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

        static View of(SimGroup group) {
            return new View(
                    group.id(),
                    group.organisationId(),
                    group.name(),
                    group.isDefault(),
                    group.maxConnections(),
                    group.sims(),
                    group.createdAt(),
                    group.version());
        }
    }

    @Override
    public Listing<?> listing() {
        return groups.listing();
    }

    @GetMapping
    @Operation(summary = "List groups of SIM cards")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(groups.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a group")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(groups.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Make a group")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Create body) {
        var required = new Required();
        var draft =
                new SimGroupDraft(
                        Objects.requireNonNullElse(body.organisationId(), viewer.organisationId()),
                        required.text("name", body.name()),
                        body.maxConnections());
        required.check();
        SimGroup made = groups.create(viewer, draft);
        return Versions.created("/api/v1/groups", made.id(), View.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a group's name and limit")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Change body) {
        SimGroup before = groups.get(viewer, id);
        var required = new Required();
        String name = required.text("name", body.name());
        required.check();
        int version = Versions.expected(ifMatch, before.version());
        var draft = new SimGroupDraft(before.organisationId(), name, body.maxConnections());
        return shown(groups.update(viewer, id, version, draft));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a group that has neither cards nor routes")
    void delete(Viewer viewer, @PathVariable UUID id) {
        groups.delete(viewer, id);
    }

    private static ResponseEntity<View> shown(SimGroup group) {
        return Versions.ok(View.of(group), group.version());
    }
}
