package io.passerelle.nodes.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.foundation.Listing;
import io.passerelle.nodes.Node;
import io.passerelle.nodes.NodeState;
import io.passerelle.nodes.Nodes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/nodes} (ALL-4): the operator's. */
@RestController
@RequestMapping("/api/v1/nodes")
@Tag(
        name = "Nodes",
        description = "The processes that share one database; for the operator's people")
class NodesApi implements ListResource {

    private final Nodes nodes;

    NodesApi(Nodes nodes) {
        this.nodes = nodes;
    }

    /** A node. */
    @Schema(name = "Node")
    record View(
            UUID id,
            @Schema(description = "As records and metrics have it", example = "gateway-1")
                    String name,
            String version,
            @Schema(description = "What it does", example = "[\"portal\", \"radius\", \"relay\"]")
                    List<String> roles,
            @Schema(description = "Where it listens for devices", example = "192.168.1.10")
                    String address,
            @Schema(description = "Where people and programs reach it") String portalUrl,
            NodeState state,
            @Schema(description = "Whether it is the one that answers") boolean self,
            Instant startedAt,
            @Schema(description = "Its last sign of life, by the database's clock") Instant seenAt,
            @Schema(description = "Open sessions it knows") int sessions,
            @Schema(description = "Connections open on it") int connections,
            @Nullable Instant drainAskedAt,
            String drainAskedBy) {

        static View of(Node node, UUID self) {
            return new View(
                    node.id(),
                    node.name(),
                    node.version(),
                    node.roles(),
                    node.address(),
                    node.portalUrl(),
                    node.state(),
                    node.id().equals(self),
                    node.startedAt(),
                    node.seenAt(),
                    node.sessions(),
                    node.connections(),
                    node.drainAskedAt(),
                    node.drainAskedBy());
        }
    }

    @Override
    public Listing<?> listing() {
        return nodes.listing();
    }

    @GetMapping
    @Operation(summary = "List nodes")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(nodes.listing(), viewer, View.class, node -> View.of(node, nodes.self()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a node")
    View get(Viewer viewer, @PathVariable UUID id) {
        return View.of(nodes.get(viewer, id), nodes.self());
    }

    @PostMapping("/{id}/drain")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Take a node out of service",
            description =
                    "It says that it is not ready, takes no more connections, lets the open ones finish, "
                            + "and its process ends. Asking again changes nothing.")
    View drain(Viewer viewer, @PathVariable UUID id) {
        return View.of(nodes.drain(viewer, id), nodes.self());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Forget a node that is gone",
            description =
                    "Its share of the address pools is free for the others: only for one that is "
                            + "certain not to run any more, also cut off from the database.")
    void forget(Viewer viewer, @PathVariable UUID id) {
        nodes.forget(viewer, id);
    }
}
