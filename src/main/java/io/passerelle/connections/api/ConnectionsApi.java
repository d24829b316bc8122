package io.passerelle.connections.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiProblem;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.connections.Connections;
import io.passerelle.connections.LiveConnection;
import io.passerelle.connections.LiveConnections;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
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
    private final LiveConnections live;

    ConnectionsApi(Connections connections, LiveConnections live) {
        this.connections = connections;
        this.live = live;
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
            description = "Of the gateway that answers; newest first, in one page.")
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
        Predicate<LiveConnection> wanted =
                c ->
                        (simId == null || simId.equals(c.simId()))
                                && (groupId == null || groupId.equals(c.groupId()))
                                && (routeId == null || routeId.equals(c.routeId()));
        return Listed.all(
                live.list(viewer.visible(), wanted, limit).stream()
                        .map(LiveConnectionView::of)
                        .toList(),
                LiveConnectionView.class);
    }
}
