package io.passerelle.connections.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiProblem;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.connections.Connections;
import io.passerelle.connections.OpenEverywhere;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connections} (M2M-28). */
@RestController
@RequestMapping("/api/v1/connections")
@Tag(name = "Connections", description = "What terminals connected to, and how it went")
class ConnectionsApi implements ListResource {

    private final Connections connections;
    private final OpenEverywhere open;

    ConnectionsApi(Connections connections, OpenEverywhere open) {
        this.connections = connections;
        this.open = open;
    }

    @Override
    public Listing<?> listing() {
        return connections.listing();
    }

    @GetMapping
    @Operation(
            summary = "List connections that have ended",
            description = "Newest first; since and until bound openedAt.")
    Listed<ConnectionView> list(Viewer viewer, ListRequest request) {
        return request.of(connections.listing(), viewer, ConnectionView.class, ConnectionView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a connection that has ended")
    ConnectionView get(Viewer viewer, @PathVariable UUID id) {
        return ConnectionView.of(connections.get(viewer, id));
    }

    @GetMapping("/live")
    @Operation(
            summary = "List connections that are open now",
            description =
                    "Of all nodes, newest first, in one page. Nodes that do not answer within a second"
                            + " are left out.")
    Listed<LiveConnectionView> live(
            Viewer viewer,
            @RequestParam(name = "simId", required = false) @Nullable UUID simId,
            @RequestParam(name = "groupId", required = false) @Nullable UUID groupId,
            @RequestParam(name = "routeId", required = false) @Nullable UUID routeId,
            @Parameter(description = "1 to 500") @RequestParam(name = "limit", defaultValue = "50")
                    int limit) {
        if (limit < 1 || limit > ListRequest.MOST_ROWS) {
            throw ApiProblem.query(
                    List.of(FieldError.of("limit", "limit.range", 1, ListRequest.MOST_ROWS)));
        }
        ListQuery wanted =
                with(
                        with(with(ListQuery.ALL, "simId", simId), "groupId", groupId),
                        "routeId",
                        routeId);
        return Listed.all(
                open.page(viewer.visible(), wanted, 0, limit).stream()
                        .map(LiveConnectionView::of)
                        .toList(),
                LiveConnectionView.class);
    }

    private static ListQuery with(ListQuery query, String key, @Nullable UUID id) {
        return id == null ? query : query.withFilter(key, id.toString());
    }
}
