package io.passerelle.help.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.foundation.Listing;
import io.passerelle.help.SupportRequest;
import io.passerelle.help.SupportRequestDraft;
import io.passerelle.help.SupportRequests;
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

/** {@code /api/v1/support-requests} (HELP-2). */
@RestController
@RequestMapping("/api/v1/support-requests")
@Tag(name = "Support", description = "How the support is reached, and what is asked of it")
class SupportRequestsApi implements ListResource {

    private final SupportRequests requests;

    SupportRequestsApi(SupportRequests requests) {
        this.requests = requests;
    }

    /** What is asked of the support. */
    @Schema(name = "NewSupportRequest")
    record Create(
            @Schema(description = "The kind of equipment: one that /api/v1/support tells")
                    @Nullable UUID addressId,
            SupportRequest.@Nullable Urgency urgency,
            @Schema(maxLength = 200) @Nullable String subject,
            @Schema(description = "Never a password or a card number", maxLength = 5000)
                    @Nullable String message,
            @Schema(description = "A telephone number, and when", maxLength = 200)
                    @Nullable String callback,
            @Schema(description = "What the request is about, one fact a line", maxLength = 4000)
                    @Nullable String context) {}

    /** How it ends. */
    @Schema(name = "SupportAnswer")
    record Answer(@Schema(maxLength = 5000) @Nullable String answer) {}

    /** A request as programs see it. */
    @Schema(name = "SupportRequest")
    record View(
            UUID id,
            @Schema(example = "A26-00042") String reference,
            @Nullable UUID accountId,
            UUID organisationId,
            String login,
            String kind,
            SupportRequest.Urgency urgency,
            String subject,
            String message,
            String callback,
            String context,
            SupportRequest.State state,
            Instant filedAt,
            String takenBy,
            @Nullable Instant closedAt,
            String closedBy,
            String answer) {

        static View of(SupportRequest request) {
            return new View(
                    request.id(),
                    request.reference(),
                    request.accountId(),
                    request.organisationId(),
                    request.login(),
                    request.kind(),
                    request.urgency(),
                    request.subject(),
                    request.message(),
                    request.callback(),
                    request.context(),
                    request.state(),
                    request.filedAt(),
                    request.takenBy(),
                    request.closedAt(),
                    request.closedBy(),
                    request.answer());
        }
    }

    @Override
    public Listing<?> listing() {
        return requests.listing();
    }

    @GetMapping
    @Operation(
            summary = "List requests to the support, newest first",
            description = "Your own; with the right to answer them everybody's")
    Listed<View> list(Viewer viewer, ListRequest request) {
        ListRequest allowed =
                requests.answers(viewer)
                        ? request
                        : request.with("accountId", viewer.accountId().toString());
        return allowed.of(requests.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a request to the support")
    View get(Viewer viewer, @PathVariable UUID id) {
        return View.of(requests.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Ask the support for help")
    ResponseEntity<View> file(Viewer viewer, @RequestBody Create body) {
        var required = new Required();
        var draft =
                new SupportRequestDraft(
                        required.id("addressId", body.addressId()),
                        Objects.requireNonNullElse(body.urgency(), SupportRequest.Urgency.NORMAL),
                        required.text("subject", body.subject()),
                        required.text("message", body.message()),
                        Objects.requireNonNullElse(body.callback(), ""),
                        Objects.requireNonNullElse(body.context(), ""));
        required.check();
        SupportRequest made = requests.file(viewer, draft);
        return ResponseEntity.created(URI.create("/api/v1/support-requests/" + made.id()))
                .body(View.of(made));
    }

    @PostMapping("/{id}/take")
    @Operation(summary = "Say that you look into a request")
    View take(Viewer viewer, @PathVariable UUID id) {
        return View.of(requests.take(viewer, id));
    }

    @PostMapping("/{id}/close")
    @Operation(summary = "Close a request; your own, or anybody's with an answer")
    View close(Viewer viewer, @PathVariable UUID id, @RequestBody Answer body) {
        return View.of(requests.close(viewer, id, Objects.requireNonNullElse(body.answer(), "")));
    }
}
