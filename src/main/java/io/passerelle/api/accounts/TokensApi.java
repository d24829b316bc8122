package io.passerelle.api.accounts;

import io.passerelle.accounts.ApiToken;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/api-tokens} (ACC-8): one's own. */
@RestController
@RequestMapping("/api/v1/api-tokens")
@Tag(name = "Account")
class TokensApi {

    static final String PARENT =
            "The token it was made with, with which it ends; null when it was made in the portal";

    private final ApiTokens tokens;

    TokensApi(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /** What is needed to make one. */
    @Schema(name = "NewApiToken")
    record Create(
            @Schema(example = "night report", maxLength = 120) @Nullable String name,
            @Schema(description = "At most your own rights; none lets it only read")
                    @Nullable Set<Right> rights,
            @Schema(
                            description =
                                    "When it ends; null for never, or with the token you send: one"
                                            + " made with a token lasts no longer than that one, and"
                                            + " ends with it")
                    @Nullable Instant expiresAt) {}

    /** A token without the token itself. */
    @Schema(name = "ApiToken")
    record View(
            UUID id,
            @Schema(description = PARENT) @Nullable UUID parentId,
            @Schema(example = "night report") String name,
            List<Right> rights,
            Instant createdAt,
            @Schema(description = "To the minute; null when it never was")
                    @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {

        static View of(ApiToken token) {
            return new View(
                    token.id(),
                    token.parentId(),
                    token.name(),
                    token.rights().stream().sorted().toList(),
                    token.createdAt(),
                    token.lastUsedAt(),
                    token.expiresAt(),
                    token.revokedAt());
        }
    }

    /** A new token; the only time it is told. */
    @Schema(name = "IssuedApiToken")
    record Issued(
            View record,
            @Schema(description = "Shown this once; keep it", example = "psr_…") String token) {

        @Override
        public String toString() {
            return "Issued[" + record.id() + "]"; // never the token
        }
    }

    @GetMapping
    @Operation(summary = "List your tokens")
    Listed<View> list(Viewer viewer) {
        return Listed.all(tokens.list(viewer).stream().map(View::of).toList(), View.class);
    }

    @PostMapping
    @Operation(summary = "Make a token; it is shown this once")
    ResponseEntity<Issued> create(Viewer viewer, @RequestBody Create body) {
        var required = new Required();
        String name = required.text("name", body.name());
        Set<Right> rights = required.of("rights", body.rights(), Set.of());
        required.check();
        ApiTokens.Issued issued = tokens.issue(viewer, name, rights, body.expiresAt());
        return ResponseEntity.created(URI.create("/api/v1/api-tokens/" + issued.record().id()))
                .header("Cache-Control", "no-store")
                .body(new Issued(View.of(issued.record()), issued.token()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke one of your tokens; it and those made with it end at once")
    void revoke(Viewer viewer, @PathVariable UUID id) {
        tokens.revoke(viewer, id);
    }
}
