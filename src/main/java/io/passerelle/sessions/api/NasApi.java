package io.passerelle.sessions.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.sessions.MessageAuthenticatorPolicy;
import io.passerelle.sessions.NetworkAccessServer;
import io.passerelle.sessions.NetworkAccessServerDraft;
import io.passerelle.sessions.NetworkAccessServers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
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

/** {@code /api/v1/nas}: the operator's. Secrets go in and never come out. */
@RestController
@RequestMapping("/api/v1/nas")
@Tag(
        name = "Network access servers",
        description = "Who may speak RADIUS to us; for the operator's people")
class NasApi implements ListResource {

    private final NetworkAccessServers servers;

    NasApi(NetworkAccessServers servers) {
        this.servers = servers;
    }

    /** What is needed to make or change one. */
    @Schema(name = "NasBody")
    record Body(
            @Schema(example = "GGSN Lyon", maxLength = 80) @Nullable String name,
            @Schema(description = "Where its requests come from", example = "192.0.2.16/28")
                    @Nullable String network,
            @Schema(
                            description =
                                    "The shared secret; must be given to make one, keeps the present "
                                            + "one of a change when left out",
                            maxLength = 128,
                            accessMode = Schema.AccessMode.WRITE_ONLY)
                    @Nullable String secret,
            @Schema(description = "AUTO unless given")
                    @Nullable MessageAuthenticatorPolicy messageAuthenticator,
            @Schema(description = "Name of its RadSec client certificate; null without RadSec")
                    @Nullable String certificateName,
            @Schema(description = "true unless given") @Nullable Boolean enabled,
            @Schema(
                            description =
                                    "Whether Disconnect- and CoA-Requests carry a"
                                            + " Message-Authenticator; true unless given")
                    @Nullable Boolean signedOrders,
            @Schema(
                            description =
                                    "Whether it gets the card's group as Filter-Id, and a CoA-Request"
                                            + " when that changes; false unless given")
                    @Nullable Boolean tellsGroup) {

        NetworkAccessServerDraft draft() {
            var required = new Required();
            var draft =
                    new NetworkAccessServerDraft(
                            required.text("name", name),
                            required.text("network", network),
                            secret,
                            Objects.requireNonNullElse(
                                    messageAuthenticator, MessageAuthenticatorPolicy.AUTO),
                            certificateName,
                            !Boolean.FALSE.equals(enabled),
                            !Boolean.FALSE.equals(signedOrders),
                            Boolean.TRUE.equals(tellsGroup));
            required.check();
            return draft;
        }

        @Override
        public String toString() {
            return "NasBody[" + name + "]"; // never the secret
        }
    }

    /** A network access server, without its secret. */
    @Schema(name = "Nas")
    record View(
            UUID id,
            @Schema(example = "GGSN Lyon") String name,
            @Schema(example = "192.0.2.16/28") String network,
            @Schema(description = "Whether its requests must be signed")
                    MessageAuthenticatorPolicy messageAuthenticator,
            @Schema(description = "Whether a signed request was ever seen") boolean signsRequests,
            @Nullable String certificateName,
            boolean enabled,
            boolean signedOrders,
            boolean tellsGroup,
            Instant createdAt,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

        static View of(NetworkAccessServer server) {
            return new View(
                    server.id(),
                    server.name(),
                    server.network().toString(),
                    server.messageAuthenticator(),
                    server.signsRequests(),
                    server.certificateName(),
                    server.enabled(),
                    server.signedOrders(),
                    server.tellsGroup(),
                    server.createdAt(),
                    server.version());
        }
    }

    @Override
    public Listing<?> listing() {
        return servers.listing();
    }

    @GetMapping
    @Operation(summary = "List network access servers")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(servers.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a network access server")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(servers.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Add a network access server")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        NetworkAccessServer made = servers.create(viewer, body.draft());
        return Versions.created("/api/v1/nas", made.id(), View.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a network access server")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        int version = Versions.expected(ifMatch, servers.get(viewer, id).version());
        return shown(servers.update(viewer, id, version, body.draft()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a network access server that never had a session")
    void delete(Viewer viewer, @PathVariable UUID id) {
        servers.delete(viewer, id);
    }

    private static ResponseEntity<View> shown(NetworkAccessServer server) {
        return Versions.ok(View.of(server), server.version());
    }
}
