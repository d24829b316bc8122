package io.passerelle.accounts;

import java.time.Instant;
import java.util.UUID;

/** One line of the audit, without the object's states. */
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

    /** How an attempt ended. */
    public enum Outcome {
        /** It was done. */
        DONE,
        /** A right was missing. */
        REFUSED,
        /** There is no such object for this account. */
        NOT_FOUND
    }
}
