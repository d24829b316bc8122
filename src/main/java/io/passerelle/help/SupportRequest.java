package io.passerelle.help;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked of the support.
 *
 * @param reference what both sides call it, such as {@code A26-00042}
 * @param accountId null once the account is gone
 * @param email where the person is answered; may be empty
 * @param kind the kind of equipment as it was called then
 * @param callback how the person wants to be called back; may be empty
 * @param context the page they came from, one fact a line, as it was shown to them; may be empty
 * @param takenBy who of the operator looks into it; empty for nobody yet
 * @param answer what the operator said in the end
 */
public record SupportRequest(
        UUID id,
        String reference,
        @Nullable UUID accountId,
        UUID organisationId,
        String login,
        String name,
        String email,
        @Nullable UUID addressId,
        String kind,
        Urgency urgency,
        String subject,
        String message,
        String callback,
        String context,
        State state,
        Instant filedAt,
        String takenBy,
        @Nullable Instant closedAt,
        String closedBy,
        String answer) {

    /** How much it hurries. */
    public enum Urgency {
        /** A question. */
        LOW,
        /** Something does not work as it should. */
        NORMAL,
        /** Several terminals are concerned. */
        HIGH,
        /** Nothing works any more. */
        CRITICAL
    }

    /** What became of it. */
    public enum State {
        /** Nobody has looked into it yet. */
        OPEN,
        /** Somebody of the operator looks into it. */
        TAKEN,
        /** It is over. */
        CLOSED
    }
}
