package io.passerelle.egress.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Versions;
import io.passerelle.egress.EgressLink;
import io.passerelle.egress.EgressLinks;
import io.passerelle.foundation.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** {@code /api/v1/egress-links} (M2M-27): the operator's. */
@RestController
@RequestMapping("/api/v1/egress-links")
@Tag(
        name = "Egress links",
        description = "How the gateway reaches application servers; for the operator's people")
class EgressLinksApi implements ListResource {

    private final EgressLinks links;

    EgressLinksApi(EgressLinks links) {
        this.links = links;
    }

    @Override
    public Listing<?> listing() {
        return links.listing();
    }

    @GetMapping
    @Operation(summary = "List egress links, with how each node sees them")
    Listed<EgressLinkView> list(Viewer viewer, ListRequest request) {
        return request.of(links.listing(), viewer, EgressLinkView.class, this::view);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an egress link, with how each node sees it")
    ResponseEntity<EgressLinkView> get(Viewer viewer, @PathVariable UUID id) {
        return shown(links.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Make an egress link; it is in force on every node within a second")
    ResponseEntity<EgressLinkView> create(Viewer viewer, @RequestBody EgressLinkBody body) {
        EgressLink made = links.create(viewer, body.draft());
        return Versions.created("/api/v1/egress-links", made.id(), view(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change an egress link; open connections go on")
    ResponseEntity<EgressLinkView> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody EgressLinkBody body) {
        int version = Versions.expected(ifMatch, links.get(viewer, id).version());
        return shown(links.update(viewer, id, version, body.draft()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Remove an egress link",
            description =
                    "What lay behind it is dialled like everything else; open connections go on. Refused"
                            + " while a destination is pinned to it.")
    void delete(Viewer viewer, @PathVariable UUID id) {
        links.delete(viewer, id);
    }

    private EgressLinkView view(EgressLink link) {
        return EgressLinkView.of(link, links.states(link.id()));
    }

    private ResponseEntity<EgressLinkView> shown(EgressLink link) {
        return Versions.ok(view(link), link.version());
    }
}
