package io.passerelle.sessions.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.foundation.Listing;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationMethod;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.Authentications;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/authentications} (M2M-8). */
@RestController
@RequestMapping("/api/v1/authentications")
@Tag(name = "Sessions")
class AuthenticationsApi implements ListResource {

    private final Authentications authentications;

    AuthenticationsApi(Authentications authentications) {
        this.authentications = authentications;
    }

    /** An attempt to sign on. */
    @Schema(name = "Authentication", description = "An attempt to sign on, and what came of it")
    record View(
            UUID id,
            Instant at,
            @Nullable UUID nasId,
            @Nullable InetAddress nasAddress,
            @Schema(description = "null when the platform does not know the card")
                    @Nullable UUID simId,
            @Nullable UUID organisationId,
            String userName,
            String msisdn,
            String imsi,
            String accessPoint,
            AuthenticationMethod method,
            boolean accepted,
            @Schema(description = "Why it was accepted or refused") AuthenticationReason reason,
            @Schema(description = "The address it was given") @Nullable InetAddress address,
            @Nullable UUID sessionId,
            @Schema(description = "The device, where the network tells it") String imeisv) {

        static View of(Authentication a) {
            return new View(
                    a.id(),
                    a.at(),
                    a.nasId(),
                    a.nasAddress(),
                    a.simId(),
                    a.organisationId(),
                    a.userName(),
                    a.msisdn(),
                    a.imsi(),
                    a.accessPoint(),
                    a.method(),
                    a.accepted(),
                    a.reason(),
                    a.address(),
                    a.sessionId(),
                    a.imeisv());
        }
    }

    @Override
    public Listing<?> listing() {
        return authentications.listing();
    }

    @GetMapping
    @Operation(
            summary = "List attempts to sign on",
            description = "since and until bound at. Attempts of unknown cards are the operator's.")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(authentications.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an attempt to sign on")
    View get(Viewer viewer, @PathVariable UUID id) {
        return View.of(authentications.get(viewer, id));
    }
}
