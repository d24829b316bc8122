package io.passerelle.sessions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to a network access server to end a session or to change it (M2M-8, RFC 5176).
 *
 * @param askedBy who asked; empty when the card's status or guards did
 * @param errorCause of a refusal (RFC 5176 section 3.5); null for none
 * @param attempts how often it was sent, retransmissions not counted
 * @param box which server it goes to, in words of our own
 */
public record SessionOrder(
        UUID id,
        UUID sessionId,
        UUID simId,
        UUID organisationId,
        Kind kind,
        Cause cause,
        String askedBy,
        Instant askedAt,
        OrderState state,
        @Nullable Integer errorCause,
        int attempts,
        String box,
        @Nullable Instant answeredAt) {

    /** What the server is to do. */
    public enum Kind {
        /** End the session. */
        DISCONNECT,
        /** Change it (CoA-Request). */
        COA
    }

    /** Why a session is to end, or to change. */
    public enum Cause {
        /** Somebody asked for it. */
        PERSON,
        /** The card may no longer be used. */
        BARRED,
        /** The card is in another group. */
        GROUP,
        /** The card is locked to another device than the one it is in. */
        DEVICE
    }
}
