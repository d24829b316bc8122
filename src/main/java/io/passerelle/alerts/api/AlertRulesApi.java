package io.passerelle.alerts.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.AlertKind;
import io.passerelle.alerts.AlertRule;
import io.passerelle.alerts.AlertRule.Scope;
import io.passerelle.alerts.AlertRuleDraft;
import io.passerelle.alerts.AlertRules;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.events.Severity;
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

/** {@code /api/v1/alert-rules} (M2M-10). */
@RestController
@RequestMapping("/api/v1/alert-rules")
@Tag(name = "Alerts", description = "What rules found, and what people did about it")
class AlertRulesApi implements ListResource {

    private final AlertRules rules;

    AlertRulesApi(AlertRules rules) {
        this.rules = rules;
    }

    /** What is needed to make or change one. */
    @Schema(name = "AlertRuleBody")
    record Body(
            @Schema(example = "More than 50 MB a month", maxLength = 80) @Nullable String name,
            @Schema(description = "TOTAL kinds are about a whole group or organisation")
                    @Nullable AlertKind kind,
            @Nullable Scope scope,
            @Schema(description = "The organisation, group or SIM card whose cards it looks at")
                    @Nullable UUID scopeId,
            @Schema(description = "Bytes, sessions or refusals above which; hours of silence")
                    @Nullable Long threshold,
            @Schema(description = "In which sessions and refusals are counted; 60 unless given")
                    @Nullable Integer windowMinutes,
            @Schema(description = "WARNING unless given") @Nullable Severity severity,
            @Schema(description = "Accounts that get mails") @Nullable List<UUID> recipients,
            @Schema(
                            description =
                                    "Whether the card is suspended; false unless given; never of"
                                            + " totals")
                    @Nullable Boolean suspends,
            @Schema(description = "Whether a card's alert must be closed before it has another")
                    @Nullable Boolean byHand,
            @Schema(description = "true unless given") @Nullable Boolean enabled) {

        private static final int USUAL_WINDOW = 60;

        AlertRuleDraft draft() {
            var required = new Required();
            AlertKind chosen = required.of("kind", kind, AlertKind.NEW_DEVICE);
            var draft =
                    new AlertRuleDraft(
                            required.text("name", name),
                            chosen,
                            required.of("scope", scope, Scope.ORGANISATION),
                            required.id("scopeId", scopeId),
                            chosen.hasThreshold() ? required.of("threshold", threshold, 0L) : 0,
                            Objects.requireNonNullElse(windowMinutes, USUAL_WINDOW),
                            Objects.requireNonNullElse(severity, Severity.WARNING),
                            Objects.requireNonNullElse(recipients, List.of()),
                            Objects.requireNonNullElse(suspends, false),
                            Objects.requireNonNullElse(byHand, false),
                            Objects.requireNonNullElse(enabled, true));
            required.check();
            return draft;
        }
    }

    /** A rule. */
    @Schema(name = "AlertRule")
    record View(
            UUID id,
            UUID organisationId,
            String name,
            AlertKind kind,
            Scope scope,
            UUID scopeId,
            long threshold,
            int windowMinutes,
            Severity severity,
            List<UUID> recipients,
            boolean suspends,
            boolean byHand,
            boolean enabled,
            @Nullable Instant evaluatedAt,
            @Schema(description = "Cards the last look left for the next: too many at once")
                    int missed,
            @Schema(description = "Since when looks fail; null when the last did not")
                    @Nullable Instant failingSince,
            Instant createdAt,
            String createdBy,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

        static View of(AlertRule rule) {
            return new View(
                    rule.id(),
                    rule.organisationId(),
                    rule.name(),
                    rule.kind(),
                    rule.scope(),
                    rule.scopeId(),
                    rule.threshold(),
                    rule.windowMinutes(),
                    rule.severity(),
                    rule.recipients(),
                    rule.suspends(),
                    rule.byHand(),
                    rule.enabled(),
                    rule.evaluatedAt(),
                    rule.missed(),
                    rule.failingSince(),
                    rule.createdAt(),
                    rule.createdBy(),
                    rule.version());
        }
    }

    @Override
    public Listing<?> listing() {
        return rules.listing();
    }

    @GetMapping
    @Operation(summary = "List the rules of alerts")
    Listed<View> list(Viewer viewer, ListRequest request) {
        rules.requireManager(viewer, "alert-rule.list", "");
        return request.of(rules.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a rule")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(rules.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Say what you want to be told of; cards are looked at within seconds")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        AlertRule made = rules.create(viewer, body.draft());
        return Versions.created("/api/v1/alert-rules", made.id(), View.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a rule")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        int version = Versions.expected(ifMatch, rules.get(viewer, id).version());
        return shown(rules.update(viewer, id, version, body.draft()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a rule; its alerts stay")
    void delete(Viewer viewer, @PathVariable UUID id) {
        rules.delete(viewer, id);
    }

    private static ResponseEntity<View> shown(AlertRule rule) {
        return Versions.ok(View.of(rule), rule.version());
    }
}
