package io.passerelle.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail without its text.
 *
 * @param purpose which mail it is, such as {@code welcome}
 * @param attempts how often it was tried
 * @param nextAt when it is tried next, while it waits
 * @param sentAt when it was taken or kept
 * @param problem what the last attempt met; empty for nothing
 * @param replyTo where an answer goes; empty for back to the sender
 * @param expiresAt when it is of no use any more; null for never
 */
public record Mail(
        UUID id,
        @Nullable UUID accountId,
        String purpose,
        String recipient,
        String subject,
        MailState state,
        int attempts,
        Instant createdAt,
        Instant nextAt,
        @Nullable Instant sentAt,
        String problem,
        String replyTo,
        @Nullable Instant expiresAt) {

    /** Whether it would be of no use to whom it is for. */
    boolean isTooLateAt(Instant moment) {
        return expiresAt != null && !expiresAt.isAfter(moment);
    }
}
