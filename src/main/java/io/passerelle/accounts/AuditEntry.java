package io.passerelle.accounts;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of the audit, without the object's states.
 *
 * @param accountId who; {@link #NOBODY} when that is not known
 * @param organisationId whose object; {@link #NOBODY} when that is not known
 */
public record AuditEntry(
        UUID id,
        Instant at,
        UUID accountId,
        String login,
        UUID organisationId,
        String address,
        String action,
        String objectKind,
        String objectId,
        Outcome outcome) {

    /** Stands for an account or organisation that is not known. */
    public static final UUID NOBODY = new UUID(0, 0);

    /** How an attempt ended. */
    public enum Outcome {
        /** It was done. */
        DONE,
        /** A right was missing. */
        REFUSED,
        /** There is no such object for this account. */
        NOT_FOUND,
        /** A password, code or token was wrong. */
        FAILED
    }
}
