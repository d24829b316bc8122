package io.passerelle.sims.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.sims.CardSessions;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/sims} (M2M-1, M2M-6). */
@RestController
@RequestMapping("/api/v1/sims")
@Tag(name = "SIM cards")
class SimsApi implements ListResource {

    private final SimCards cards;
    private final ObjectProvider<CardSessions> sessions;

    SimsApi(SimCards cards, ObjectProvider<CardSessions> sessions) {
        this.cards = cards;
        this.sessions = sessions;
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
    @Operation(summary = "Change a SIM card's label, group, credentials, tags, guards")
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

    /** How many sessions the network is asked to end. */
    @Schema(name = "SimDisconnected")
    record Disconnected(int sessions) {}

    @PostMapping("/{id}/disconnect")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Ask the network to end the open sessions of a SIM card (RFC 5176)")
    Disconnected disconnect(Viewer viewer, @PathVariable UUID id) {
        CardSessions network = sessions.getIfAvailable();
        return new Disconnected(network == null ? 0 : network.disconnect(viewer, id));
    }

    @PostMapping("/tags")
    @Operation(summary = "Add tags to SIM cards and take others away")
    SimBodies.Tagged tag(Viewer viewer, @RequestBody SimBodies.Tags body) {
        var required = new Required();
        List<UUID> ids = required.of("ids", body.ids(), List.of());
        required.check();
        return new SimBodies.Tagged(
                cards.tag(
                        viewer,
                        ids,
                        Objects.requireNonNullElse(body.add(), List.of()),
                        Objects.requireNonNullElse(body.remove(), List.of())));
    }

    @GetMapping("/tags")
    @Operation(summary = "The tags of the cards the caller sees, 500 at most")
    List<String> tags(Viewer viewer) {
        return cards.tags(viewer);
    }

    private static ResponseEntity<SimView> shown(Sim sim) {
        return Versions.ok(SimView.of(sim), sim.version());
    }
}
