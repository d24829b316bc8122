package io.passerelle.api.accounts;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/me}. */
@RestController
@Tag(name = "Account", description = "Your own account and its tokens")
class MeApi {

    private final Organisations organisations;

    MeApi(Organisations organisations) {
        this.organisations = organisations;
    }

    /** Who the token stands for. */
    @Schema(name = "Me")
    record View(
            UUID accountId,
            @Schema(example = "martin") String login,
            @Schema(example = "Claire Martin") String displayName,
            UUID organisationId,
            @Schema(example = "Boulangerie Martin") String organisation,
            OrganisationKind organisationKind,
            @Schema(description = "What this token may do") List<Right> rights,
            @Schema(example = "fr") String language,
            @Schema(example = "Europe/Paris") String timeZone) {}

    @GetMapping("/api/v1/me")
    @Operation(summary = "Tell who the token stands for and what it may do")
    View me(Viewer viewer) {
        return new View(
                viewer.accountId(),
                viewer.login(),
                viewer.displayName(),
                viewer.organisationId(),
                organisations
                        .tree()
                        .byId(viewer.organisationId())
                        .map(Organisation::name)
                        .orElse(""),
                viewer.kind(),
                viewer.rights().stream().sorted().toList(),
                viewer.locale().getLanguage(),
                viewer.zone().getId());
    }
}
