package io.passerelle.alerts;

import io.passerelle.events.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule applied to a card.
 *
 * @param ruleId null when the rule was deleted since
 * @param organisationId the card's
 * @param episode the day, month, device or beginning it is about
 * @param value what was measured when it was opened
 * @param threshold what it was compared with
 * @param endedAt since when what it tells is no longer so; null while it is
 * @param changedAt when somebody acknowledged or closed it
 * @param note what they had to say
 * @param action what came of the suspension: the name of a {@link SuspensionOutcome}, perhaps with
 *     a colon and particulars; empty when none was wanted
 */
public record Alert(
        UUID id,
        @Nullable UUID ruleId,
        String ruleName,
        AlertKind kind,
        Severity severity,
        UUID organisationId,
        UUID simId,
        String iccid,
        String episode,
        long value,
        long threshold,
        Instant openedAt,
        @Nullable Instant endedAt,
        State state,
        @Nullable Instant changedAt,
        String changedBy,
        String note,
        String action) {

    /** How far people have come with it. */
    public enum State {
        /** Nobody has looked at it. */
        OPEN,
        /** Somebody knows of it. */
        ACKNOWLEDGED,
        /** It is done with; a rule that is re-armed by hand looks at the card again. */
        CLOSED
    }
}
