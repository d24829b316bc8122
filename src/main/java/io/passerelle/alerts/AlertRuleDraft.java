package io.passerelle.alerts;

import io.passerelle.events.Severity;
import java.util.List;
import java.util.UUID;

/**
 * What a person gives to make or change a rule.
 *
 * @param name 1 to 80 characters, different from the organisation's others
 * @param scopeId an organisation, group or card the person sees; the rule is its organisation's
 * @param threshold 1 to 10^15; hours of silence 1 to 744
 * @param windowMinutes 1 to 44,640, where the kind has a window
 * @param recipients up to 20 accounts the person sees, with a mail address
 */
public record AlertRuleDraft(
        String name,
        AlertKind kind,
        AlertRule.Scope scope,
        UUID scopeId,
        long threshold,
        int windowMinutes,
        Severity severity,
        List<UUID> recipients,
        boolean suspends,
        boolean byHand,
        boolean enabled) {

    /** Copies the recipients. */
    public AlertRuleDraft {
        recipients = recipients.stream().distinct().toList();
    }
}
