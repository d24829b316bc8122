package io.passerelle.sessions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to a network access server to end a session (M2M-8, RFC 5176).
 *
 * @param askedBy who asked; empty when the card's status did
 * @param errorCause of a refusal (RFC 5176 section 3.5); null for none
 * @param attempts how often it was sent, retransmissions not counted
 */
public record SessionOrder(
        UUID id,
        UUID sessionId,
        UUID simId,
        UUID organisationId,
        Cause cause,
        String askedBy,
        Instant askedAt,
        OrderState state,
        @Nullable Integer errorCause,
        int attempts,
        @Nullable Instant answeredAt) {

    /** Why a session is to end. */
    public enum Cause {
        /** Somebody asked for it. */
        PERSON,
        /** The card may no longer be used. */
        BARRED
    }
}
