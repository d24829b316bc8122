package io.passerelle.api.accounts;

import io.passerelle.accounts.ApiToken;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.IssuedToken;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.foundation.Listing;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/issued-tokens} (ACC-8): those of the accounts one manages. */
@RestController
@RequestMapping("/api/v1/issued-tokens")
@Tag(name = "Accounts")
class IssuedTokensApi implements ListResource {

    private final ApiTokens tokens;

    IssuedTokensApi(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /** Somebody's token without the token itself. */
    @Schema(name = "IssuedToken")
    record View(
            UUID id,
            UUID accountId,
            @Schema(example = "claire.martin") String login,
            UUID organisationId,
            @Schema(description = TokensApi.PARENT) @Nullable UUID parentId,
            @Schema(example = "night report") String name,
            List<Right> rights,
            ApiToken.State state,
            Instant createdAt,
            @Schema(description = "To the minute; null when it never was")
                    @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {

        static View of(IssuedToken issued) {
            ApiToken token = issued.token();
            return new View(
                    token.id(),
                    token.accountId(),
                    issued.login(),
                    issued.organisationId(),
                    token.parentId(),
                    token.name(),
                    token.rights().stream().sorted().toList(),
                    token.stateAt(Instant.now()),
                    token.createdAt(),
                    token.lastUsedAt(),
                    token.expiresAt(),
                    token.revokedAt());
        }
    }

    @Override
    public Listing<?> listing() {
        return tokens.listing();
    }

    @GetMapping
    @Operation(summary = "List the tokens of the accounts you manage, ended ones too")
    Listed<View> list(Viewer viewer, ListRequest request) {
        tokens.requireManager(viewer);
        return request.of(tokens.listing(), viewer, View.class, View::of);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary =
                    "Revoke a token of an account you manage; it and those made with it end at"
                            + " once")
    void revoke(Viewer viewer, @PathVariable UUID id) {
        tokens.requireManager(viewer);
        tokens.revoke(viewer, id);
    }
}
