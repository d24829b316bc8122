package io.passerelle.sims.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Listing;
import io.passerelle.sims.AccessPoint;
import io.passerelle.sims.AccessPointDraft;
import io.passerelle.sims.AccessPoints;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
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

/** {@code /api/v1/access-points}: the operator's. */
@RestController
@RequestMapping("/api/v1/access-points")
@Tag(name = "Access points", description = "Where SIM cards sign on; for the operator's people")
class AccessPointsApi implements ListResource {

    private static final int USUAL_INTERIM_SECONDS = 600;

    private final AccessPoints points;

    AccessPointsApi(AccessPoints points) {
        this.points = points;
    }

    /** What is needed to make or change one. */
    @Schema(name = "AccessPointBody")
    record Body(
            @Schema(example = "m2m.passerelle") @Nullable String name,
            @Schema(
                            description = "Networks addresses are given from",
                            example = "[\"10.64.0.0/16\"]")
                    @Nullable List<String> pools,
            @Schema(description = "Seconds after which a session ends; null for never")
                    @Nullable Integer sessionTimeout,
            @Schema(description = "Seconds between interim records; 600 unless given")
                    @Nullable Integer interimInterval) {

        AccessPointDraft draft() {
            var required = new Required();
            var draft =
                    new AccessPointDraft(
                            required.text("name", name),
                            Objects.requireNonNullElse(pools, List.of()),
                            sessionTimeout,
                            Objects.requireNonNullElse(interimInterval, USUAL_INTERIM_SECONDS));
            required.check();
            return draft;
        }
    }

    /** An access point. */
    @Schema(name = "AccessPoint")
    record View(
            UUID id,
            @Schema(example = "m2m.passerelle") String name,
            @Schema(example = "[\"10.64.0.0/16\"]") List<String> pools,
            @Nullable Integer sessionTimeout,
            int interimInterval,
            Instant createdAt,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

        static View of(AccessPoint point) {
            return new View(
                    point.id(),
                    point.name(),
                    point.pools().stream().map(Cidr::toString).toList(),
                    point.sessionTimeout(),
                    point.interimInterval(),
                    point.createdAt(),
                    point.version());
        }
    }

    @Override
    public Listing<?> listing() {
        return points.listing();
    }

    @GetMapping
    @Operation(summary = "List access points")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(points.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an access point")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(points.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Make an access point")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        AccessPoint made = points.create(viewer, body.draft());
        return Versions.created("/api/v1/access-points", made.id(), View.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change an access point")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        int version = Versions.expected(ifMatch, points.get(viewer, id).version());
        return shown(points.update(viewer, id, version, body.draft()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove an access point no card signs on at")
    void delete(Viewer viewer, @PathVariable UUID id) {
        points.delete(viewer, id);
    }

    private static ResponseEntity<View> shown(AccessPoint point) {
        return Versions.ok(View.of(point), point.version());
    }
}
