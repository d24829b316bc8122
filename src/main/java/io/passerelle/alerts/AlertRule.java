package io.passerelle.alerts;

import io.passerelle.events.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be told of.
 *
 * @param scopeId the organisation (with all below it), group or card whose cards are looked at
 * @param threshold bytes, sessions or refusals above which; hours of silence
 * @param windowMinutes in which sessions and refusals are counted; 0 for the other kinds
 * @param recipients accounts that get mails
 * @param suspends whether the card is suspended
 * @param byHand whether a card is told of again only when somebody has closed its alert
 * @param version counts changes, for {@link io.passerelle.foundation.Conflict}
 * @param evaluatedAt when it was last looked at; null for never
 * @param missed cards the last look left for the next because there were too many at once
 * @param failingSince since when looks fail; null when the last did not
 */
public record AlertRule(
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
        Instant createdAt,
        String createdBy,
        int version,
        @Nullable Instant evaluatedAt,
        int missed,
        @Nullable Instant failingSince) {

    /** Whose cards. */
    public enum Scope {
        /** An organisation's and those of all below it. */
        ORGANISATION,
        /** A group's. */
        GROUP,
        /** One card. */
        SIM
    }
}
