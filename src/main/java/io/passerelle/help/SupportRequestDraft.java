package io.passerelle.help;

import java.util.UUID;

/**
 * What is asked of the support.
 *
 * @param addressId the kind of equipment
 * @param callback how to call back; may be empty
 * @param context the page the person came from, one fact a line; may be empty
 */
public record SupportRequestDraft(
        UUID addressId,
        SupportRequest.Urgency urgency,
        String subject,
        String message,
        String callback,
        String context) {}
