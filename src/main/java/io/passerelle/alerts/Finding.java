package io.passerelle.alerts;

import java.util.UUID;

/**
 * What a rule applies to: a card, or the group or organisation whose total it counts.
 *
 * @param subject the card's number, or the name
 * @param episode the day, month, device or beginning it is about
 * @param over whether it is past already
 */
public record Finding(
        UUID subjectId,
        String subject,
        UUID organisationId,
        String episode,
        long value,
        boolean over) {}
