package io.passerelle.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one web hook.
 *
 * @param webhookName how people call the web hook
 * @param subject what the event is about: those of one subject are sent in order
 * @param queuedAt when it was recorded, or last replayed
 * @param attempts how often it was tried since
 * @param nextAt when it is tried next, while it waits
 * @param lastAt when it was last tried
 * @param status the HTTP status of the last answer; null when there was none
 * @param millis how long the last attempt took; null before the first
 * @param answer the first bytes of the last answer
 * @param problem why there was no answer: the name of a {@link DeliveryProblem}, perhaps with a
 *     colon and particulars; empty when there was one
 */
public record WebhookDelivery(
        UUID id,
        UUID webhookId,
        String webhookName,
        UUID organisationId,
        UUID eventId,
        String kind,
        String subject,
        State state,
        Instant queuedAt,
        int attempts,
        Instant nextAt,
        @Nullable Instant lastAt,
        @Nullable Integer status,
        @Nullable Integer millis,
        String answer,
        String problem) {

    /** How far it has come. */
    public enum State {
        /** It is to be sent, or sent again. */
        WAITING,
        /** The target took it. */
        DELIVERED,
        /** It was tried for as long as the settings say: only a replay sends it again. */
        DEAD
    }
}
