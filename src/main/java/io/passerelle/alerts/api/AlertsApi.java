package io.passerelle.alerts.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.Alert;
import io.passerelle.alerts.AlertKind;
import io.passerelle.alerts.AlertRule;
import io.passerelle.alerts.Alerts;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.events.Severity;
import io.passerelle.foundation.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/alerts} (M2M-10). */
@RestController
@RequestMapping("/api/v1/alerts")
@Tag(name = "Alerts", description = "What rules found, and what people did about it")
class AlertsApi implements ListResource {

    private final Alerts alerts;

    AlertsApi(Alerts alerts) {
        this.alerts = alerts;
    }

    /** What somebody has to say. */
    @Schema(name = "AlertNote")
    record Note(@Schema(maxLength = 500) @Nullable String note) {}

    /** An alert. */
    @Schema(name = "Alert")
    record View(
            UUID id,
            @Nullable UUID ruleId,
            String ruleName,
            AlertKind kind,
            Severity severity,
            UUID organisationId,
            @Schema(description = "What it is about; a total is a GROUP's or an ORGANISATION's")
                    AlertRule.Scope scope,
            @Schema(description = "The SIM card, group or organisation") UUID subjectId,
            @Schema(description = "The card's number or the name") String subject,
            @Schema(description = "null for a total") @Nullable UUID simId,
            @Schema(description = "Empty for a total", example = "8933000000000000001")
                    String iccid,
            @Schema(description = "The day, month, device or beginning it is about") String episode,
            @Schema(description = "Bytes, sessions, refusals or hours") long value,
            long threshold,
            Instant openedAt,
            @Schema(description = "Since when it is no longer so") @Nullable Instant endedAt,
            Alert.State state,
            @Nullable Instant changedAt,
            String changedBy,
            String note,
            @Schema(description = "What came of the suspension", example = "ASKED") String action,
            @Schema(description = "When the suspension is asked for next; null for never")
                    @Nullable Instant actionAt,
            @Schema(description = "How often it was tried") int actionTries) {

        static View of(Alert alert) {
            return new View(
                    alert.id(),
                    alert.ruleId(),
                    alert.ruleName(),
                    alert.kind(),
                    alert.severity(),
                    alert.organisationId(),
                    alert.scope(),
                    alert.subjectId(),
                    alert.subject(),
                    alert.simId(),
                    alert.iccid(),
                    alert.episode(),
                    alert.value(),
                    alert.threshold(),
                    alert.openedAt(),
                    alert.endedAt(),
                    alert.state(),
                    alert.changedAt(),
                    alert.changedBy(),
                    alert.note(),
                    alert.action(),
                    alert.actionAt(),
                    alert.actionTries());
        }
    }

    @Override
    public Listing<?> listing() {
        return alerts.listing();
    }

    @GetMapping
    @Operation(summary = "List alerts, newest first")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(alerts.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an alert")
    View get(Viewer viewer, @PathVariable UUID id) {
        return View.of(alerts.get(viewer, id));
    }

    @PostMapping("/{id}/acknowledge")
    @Operation(summary = "Say that somebody knows of an alert")
    View acknowledge(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Note body) {
        return View.of(alerts.acknowledge(viewer, id, note(body)));
    }

    @PostMapping("/{id}/close")
    @Operation(
            summary = "Say that an alert is done with",
            description = "A rule that is re-armed by hand looks at the card again from then on.")
    View close(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Note body) {
        return View.of(alerts.close(viewer, id, note(body)));
    }

    private static String note(@Nullable Note body) {
        return body == null || body.note() == null ? "" : body.note();
    }
}
