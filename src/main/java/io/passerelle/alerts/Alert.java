package io.passerelle.alerts;

import io.passerelle.events.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule applied to a card, or to what a group or organisation carried together.
 *
 * @param ruleId null when the rule was deleted since
 * @param organisationId the card's or group's
 * @param scope what it is about
 * @param subject the card's number, or the name of the group or organisation
 * @param episode the day, month, device or beginning it is about; behind a device the session in
 *     which it came
 * @param value what was measured when it was opened
 * @param threshold what it was compared with
 * @param endedAt since when what it tells is no longer so; null while it is
 * @param changedAt when somebody acknowledged or closed it
 * @param note what they had to say
 * @param action what came of the suspension: the name of a {@link SuspensionOutcome}, perhaps with
 *     a colon and particulars; empty when none was wanted
 * @param actionAt when the suspension is asked for next; null when nothing is to be asked
 * @param actionTries how often it was tried
 */
public record Alert(
        UUID id,
        @Nullable UUID ruleId,
        String ruleName,
        AlertKind kind,
        Severity severity,
        UUID organisationId,
        AlertRule.Scope scope,
        UUID subjectId,
        String subject,
        String episode,
        long value,
        long threshold,
        Instant openedAt,
        @Nullable Instant endedAt,
        State state,
        @Nullable Instant changedAt,
        String changedBy,
        String note,
        String action,
        @Nullable Instant actionAt,
        int actionTries) {

    /** The day ({@code 2026-11-21}), month ({@code 2026-11}), device or day of a beginning. */
    public String about() {
        return episode.split(" ", 2)[0];
    }

    /** The card it is about; null when it is about a total. */
    public @Nullable UUID simId() {
        return scope == AlertRule.Scope.SIM ? subjectId : null;
    }

    /** The number of the card it is about; empty when it is about a total. */
    public String iccid() {
        return scope == AlertRule.Scope.SIM ? subject : "";
    }

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
