package io.passerelle.people.api;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.foundation.Listing;
import io.passerelle.people.RightRequest;
import io.passerelle.people.RightRequests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/right-requests} (ACC-5). */
@RestController
@RequestMapping("/api/v1/right-requests")
@Tag(name = "Rights", description = "Rights that people ask for, and what becomes of that")
class RightRequestsApi implements ListResource {

    private final RightRequests requests;

    RightRequestsApi(RightRequests requests) {
        this.requests = requests;
    }

    /** What is asked for. */
    @Schema(name = "NewRightRequest")
    record Create(
            @Nullable Right right,
            @Schema(description = "Why you need it", maxLength = 500) @Nullable String reason) {}

    /** Why it is refused. */
    @Schema(name = "RightRefusal")
    record Refusal(@Schema(maxLength = 500) @Nullable String answer) {}

    /** A request as programs see it. */
    @Schema(name = "RightRequest")
    record View(
            UUID id,
            UUID accountId,
            UUID organisationId,
            String login,
            Right right,
            String reason,
            RightRequest.State state,
            Instant askedAt,
            @Nullable Instant decidedAt,
            String decidedBy,
            String answer) {

        static View of(RightRequest request) {
            return new View(
                    request.id(),
                    request.accountId(),
                    request.organisationId(),
                    request.login(),
                    request.right(),
                    request.reason(),
                    request.state(),
                    request.askedAt(),
                    request.decidedAt(),
                    request.decidedBy(),
                    request.answer());
        }
    }

    @Override
    public Listing<?> listing() {
        return requests.listing();
    }

    @GetMapping
    @Operation(summary = "List rights that were asked for, newest first")
    Listed<View> list(Viewer viewer, ListRequest request) {
        requests.requireManager(viewer, "right.list", "");
        return request.of(requests.listing(), viewer, View.class, View::of);
    }

    @PostMapping
    @Operation(summary = "Ask for a right for yourself")
    ResponseEntity<View> ask(Viewer viewer, @RequestBody Create body) {
        var required = new Required();
        Right right = required.of("right", body.right(), Right.MANAGE_SIMS);
        required.check();
        RightRequest made =
                requests.ask(viewer, right, Objects.requireNonNullElse(body.reason(), ""));
        return ResponseEntity.created(URI.create("/api/v1/right-requests/" + made.id()))
                .body(View.of(made));
    }

    @PostMapping("/{id}/grant")
    @Operation(summary = "Grant a right; you must have it yourself")
    View grant(Viewer viewer, @PathVariable UUID id) {
        return View.of(requests.grant(viewer, id));
    }

    @PostMapping("/{id}/refuse")
    @Operation(summary = "Refuse a right")
    View refuse(Viewer viewer, @PathVariable UUID id, @RequestBody Refusal body) {
        return View.of(requests.refuse(viewer, id, Objects.requireNonNullElse(body.answer(), "")));
    }
}
