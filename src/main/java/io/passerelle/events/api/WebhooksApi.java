package io.passerelle.events.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.events.Webhook;
import io.passerelle.events.WebhookDraft;
import io.passerelle.events.Webhooks;
import io.passerelle.foundation.Listing;
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

/** {@code /api/v1/webhooks} (ALL-7). */
@RestController
@RequestMapping("/api/v1/webhooks")
@Tag(name = "Web hooks", description = "Where events are sent, and what became of each")
class WebhooksApi implements ListResource {

    private final Webhooks webhooks;

    WebhooksApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** What is needed to make or change one. */
    @Schema(name = "WebhookBody")
    record Body(
            @Schema(description = "Whose it is; one's own unless given; never changed later")
                    @Nullable UUID organisationId,
            @Schema(example = "Supervision", maxLength = 80) @Nullable String name,
            @Schema(example = "https://hooks.example.com/passerelle", maxLength = 500)
                    @Nullable String url,
            @Schema(description = "See /api/v1/event-kinds", example = "[\"sim.suspended\"]")
                    @Nullable List<String> kinds,
            @Schema(description = "true unless given") @Nullable Boolean enabled) {

        WebhookDraft draft(UUID organisation) {
            var required = new Required();
            var draft =
                    new WebhookDraft(
                            organisation,
                            required.text("name", name),
                            required.text("url", url),
                            required.of("kinds", kinds, List.of()),
                            Objects.requireNonNullElse(enabled, true));
            required.check();
            return draft;
        }
    }

    /** What is sent again. */
    @Schema(name = "WebhookReplay")
    record Replay(
            @Schema(description = "Only what was recorded since; everything unless given")
                    @Nullable Instant since) {}

    /** How much is sent again. */
    @Schema(name = "WebhookReplayed")
    record Replayed(int deliveries) {}

    /** A web hook. */
    @Schema(name = "Webhook")
    record View(
            UUID id,
            UUID organisationId,
            @Schema(example = "Supervision") String name,
            String url,
            List<String> kinds,
            boolean enabled,
            Webhook.State state,
            @Schema(description = "Since when nothing is sent: the target said it is not wanted")
                    @Nullable Instant pausedAt,
            String pausedReason,
            @Nullable Instant failingSince,
            @Nullable Instant succeededAt,
            Instant createdAt,
            String createdBy,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version,
            @Schema(description = "Shown once, when it was made: whsec_ and Base64")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String secret) {

        static View of(Webhook webhook) {
            return of(webhook, null);
        }

        static View of(Webhook webhook, @Nullable String secret) {
            return new View(
                    webhook.id(),
                    webhook.organisationId(),
                    webhook.name(),
                    webhook.url(),
                    webhook.kinds(),
                    webhook.enabled(),
                    webhook.state(),
                    webhook.pausedAt(),
                    webhook.pausedReason(),
                    webhook.failingSince(),
                    webhook.succeededAt(),
                    webhook.createdAt(),
                    webhook.createdBy(),
                    webhook.version(),
                    secret);
        }

        @Override
        public String toString() {
            return "Webhook[" + id + "]"; // never the secret
        }
    }

    @Override
    public Listing<?> listing() {
        return webhooks.listing();
    }

    @GetMapping
    @Operation(summary = "List web hooks")
    Listed<View> list(Viewer viewer, ListRequest request) {
        webhooks.requireManager(viewer, "webhook.list", "");
        return request.of(webhooks.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a web hook")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(webhooks.get(viewer, id));
    }

    @PostMapping
    @Operation(
            summary = "Have events sent somewhere",
            description = "The answer has the secret that signs what is sent: it is shown once.")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        UUID organisation =
                Objects.requireNonNullElse(body.organisationId(), viewer.organisationId());
        Webhooks.WithSecret made = webhooks.create(viewer, body.draft(organisation));
        Webhook webhook = made.webhook();
        return Versions.created(
                "/api/v1/webhooks",
                webhook.id(),
                View.of(webhook, made.secret()),
                webhook.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a web hook")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        Webhook before = webhooks.get(viewer, id);
        int version = Versions.expected(ifMatch, before.version());
        return shown(webhooks.update(viewer, id, version, body.draft(before.organisationId())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a web hook; what it was still to get is not sent any more")
    void delete(Viewer viewer, @PathVariable UUID id) {
        webhooks.delete(viewer, id);
    }

    @PostMapping("/{id}/secret")
    @Operation(
            summary = "Give a web hook a new secret",
            description = "It is shown once; the one before signs as well for a day.")
    View secret(Viewer viewer, @PathVariable UUID id) {
        Webhooks.WithSecret made = webhooks.newSecret(viewer, id);
        return View.of(made.webhook(), made.secret());
    }

    @PostMapping("/{id}/ping")
    @Operation(summary = "Send an event that tells nothing; the answer is its delivery")
    DeliveryView ping(Viewer viewer, @PathVariable UUID id) {
        return DeliveryView.of(webhooks.ping(viewer, id));
    }

    @PostMapping("/{id}/resume")
    @Operation(summary = "Try a web hook again at once that is paused or failing")
    ResponseEntity<View> resume(Viewer viewer, @PathVariable UUID id) {
        return shown(webhooks.resume(viewer, id));
    }

    @PostMapping("/{id}/replay")
    @Operation(summary = "Send everything again that was given up")
    Replayed replay(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Replay body) {
        Instant since = body == null || body.since() == null ? Instant.EPOCH : body.since();
        return new Replayed(webhooks.replayDead(viewer, id, since));
    }

    private static ResponseEntity<View> shown(Webhook webhook) {
        return Versions.ok(View.of(webhook), webhook.version());
    }
}
