package io.passerelle.events.api;

import io.passerelle.events.WebhookDelivery;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One event on its way to one web hook, as programs see it. */
@Schema(name = "WebhookDelivery")
record DeliveryView(
        UUID id,
        UUID webhookId,
        UUID organisationId,
        UUID eventId,
        @Schema(example = "sim.suspended") String kind,
        @Schema(description = "What the event is about", example = "sim:019…") String subject,
        WebhookDelivery.State state,
        Instant queuedAt,
        int attempts,
        @Schema(description = "When it is tried next, while it waits") @Nullable Instant nextAt,
        @Nullable Instant lastAt,
        @Schema(description = "HTTP status of the last answer") @Nullable Integer status,
        @Schema(description = "How long the last attempt took") @Nullable Integer millis,
        @Schema(description = "The first bytes of the last answer") String answer,
        @Schema(description = "Why there was no answer", example = "TIMEOUT") String problem) {

    static DeliveryView of(WebhookDelivery delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.webhookId(),
                delivery.organisationId(),
                delivery.eventId(),
                delivery.kind(),
                delivery.subject(),
                delivery.state(),
                delivery.queuedAt(),
                delivery.attempts(),
                delivery.state() == WebhookDelivery.State.WAITING ? delivery.nextAt() : null,
                delivery.lastAt(),
                delivery.status(),
                delivery.millis(),
                delivery.answer(),
                delivery.problem());
    }
}
