package io.passerelle.sims.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/sims} (M2M-1, M2M-6). */
@RestController
@RequestMapping("/api/v1/sims")
@Tag(name = "SIM cards")
class SimsApi implements ListResource {

    private final SimCards cards;

    SimsApi(SimCards cards) {
        this.cards = cards;
    }

    @Override
    public Listing<?> listing() {
        return cards.listing();
    }

    @GetMapping
    @Operation(summary = "List SIM cards")
    Listed<SimView> list(Viewer viewer, ListRequest request) {
        return request.of(cards.listing(), viewer, SimView.class, SimView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a SIM card")
    ResponseEntity<SimView> get(Viewer viewer, @PathVariable UUID id) {
        return shown(cards.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Add one SIM card")
    ResponseEntity<SimView> create(Viewer viewer, @RequestBody SimBodies.Create body) {
        Sim made = cards.create(viewer, body.draft(viewer.organisationId()));
        return Versions.created("/api/v1/sims", made.id(), SimView.of(made), made.version());
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change a SIM card's label, group, credentials")
    ResponseEntity<SimView> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody SimBodies.Change body) {
        int version = Versions.expected(ifMatch, cards.get(viewer, id).version());
        return shown(cards.update(viewer, id, version, body.change()));
    }

    @PostMapping("/move")
    @Operation(summary = "Put SIM cards into another group, whose routes are theirs at once")
    SimBodies.Moved move(Viewer viewer, @RequestBody SimBodies.Move body) {
        var required = new Required();
        List<UUID> ids = required.of("ids", body.ids(), List.of());
        UUID group = required.id("groupId", body.groupId());
        required.check();
        return new SimBodies.Moved(cards.move(viewer, ids, group));
    }

    private static ResponseEntity<SimView> shown(Sim sim) {
        return Versions.ok(SimView.of(sim), sim.version());
    }
}
