package io.passerelle.starts.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.foundation.Listing;
import io.passerelle.starts.Start;
import io.passerelle.starts.Starts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/starts}: the operator's. */
@RestController
@RequestMapping("/api/v1/starts")
@Tag(name = "Starts", description = "What each start of a node found and repaired; operator only")
class StartsApi implements ListResource {

    private final Starts starts;

    StartsApi(Starts starts) {
        this.starts = starts;
    }

    /** A start as programs see it. */
    @Schema(name = "Start")
    record View(
            UUID id,
            @Schema(example = "gateway-1") String node,
            @Schema(description = "When it served") Instant at,
            @Schema(description = "The process before was killed, or its machine failed")
                    boolean unexpected,
            @Schema(description = "Until it served") long readyMillis,
            @Schema(example = "{\"sessions_open\": 200, \"connections_cut\": 12}")
                    Map<String, Long> counts) {

        static View of(Start start) {
            return new View(
                    start.id(),
                    start.node(),
                    start.at(),
                    start.unexpected(),
                    start.took().toMillis(),
                    new TreeMap<>(start.counts()));
        }
    }

    @Override
    public Listing<?> listing() {
        return starts.listing();
    }

    @GetMapping
    @Operation(summary = "List starts of nodes, newest first")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(starts.listing(), viewer, View.class, View::of);
    }
}
