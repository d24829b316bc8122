package io.passerelle.operators.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.operators.AdapterKind;
import io.passerelle.operators.MobileOperator;
import io.passerelle.operators.MobileOperatorDraft;
import io.passerelle.operators.MobileOperators;
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

/** {@code /api/v1/mobile-operators} (M2M-5): the operator's. */
@RestController
@RequestMapping("/api/v1/mobile-operators")
@Tag(
        name = "Mobile operators",
        description = "How each mobile operator is reached; for the operator's people")
class MobileOperatorsApi implements ListResource {

    private static final int USUAL_DELAY = 3;

    private final MobileOperators operators;

    MobileOperatorsApi(MobileOperators operators) {
        this.operators = operators;
    }

    /** What is needed to make or change one. */
    @Schema(name = "MobileOperatorBody")
    record Body(
            @Schema(description = "As cards have it", example = "Orange", maxLength = 80)
                    @Nullable String name,
            @Nullable AdapterKind adapter,
            @Schema(description = "Seconds the simulated one takes; 3 unless given")
                    @Nullable Integer delaySeconds,
            @Schema(description = "Whether the simulated one refuses everything")
                    @Nullable Boolean refuses,
            @Schema(description = "Where requests are sent by REST", maxLength = 500)
                    @Nullable String url,
            @Schema(
                            description = "Shared with a REST operator; left out keeps the present",
                            minLength = 16,
                            maxLength = 128,
                            accessMode = Schema.AccessMode.WRITE_ONLY)
                    @Nullable String secret) {

        MobileOperatorDraft draft() {
            var required = new Required();
            var draft =
                    new MobileOperatorDraft(
                            required.text("name", name),
                            required.of("adapter", adapter, AdapterKind.SIMULATED),
                            Objects.requireNonNullElse(delaySeconds, USUAL_DELAY),
                            Objects.requireNonNullElse(refuses, false),
                            Objects.requireNonNullElse(url, ""),
                            secret);
            required.check();
            return draft;
        }

        @Override
        public String toString() {
            return "MobileOperatorBody[" + name + "]"; // never the secret
        }
    }

    /** A mobile operator. */
    @Schema(name = "MobileOperator")
    record View(
            UUID id,
            @Schema(example = "Orange") String name,
            AdapterKind adapter,
            int delaySeconds,
            boolean refuses,
            String url,
            @Schema(description = "Whether a secret is set; it is never told") boolean hasSecret,
            Instant createdAt,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

        static View of(MobileOperator operator) {
            return new View(
                    operator.id(),
                    operator.name(),
                    operator.adapter(),
                    operator.delaySeconds(),
                    operator.refuses(),
                    operator.url(),
                    operator.sealedSecret() != null,
                    operator.createdAt(),
                    operator.version());
        }
    }

    @Override
    public Listing<?> listing() {
        return operators.listing();
    }

    @GetMapping
    @Operation(summary = "List mobile operators")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(operators.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a mobile operator")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(operators.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Say how a mobile operator is reached")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        MobileOperator made = operators.create(viewer, body.draft());
        return Versions.created(
                "/api/v1/mobile-operators", made.id(), View.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change how a mobile operator is reached")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        int version = Versions.expected(ifMatch, operators.get(viewer, id).version());
        return shown(operators.update(viewer, id, version, body.draft()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget how a mobile operator is reached: it is simulated from then on")
    void delete(Viewer viewer, @PathVariable UUID id) {
        operators.delete(viewer, id);
    }

    private static ResponseEntity<View> shown(MobileOperator operator) {
        return Versions.ok(View.of(operator), operator.version());
    }
}
