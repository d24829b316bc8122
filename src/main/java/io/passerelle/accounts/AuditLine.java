package io.passerelle.accounts;

import org.jspecify.annotations.Nullable;

/**
 * One line of the audit with the object's states.
 *
 * @param before the object before, as JSON; null when there was none
 * @param after the object after, as JSON; null when there is none
 */
public record AuditLine(AuditEntry entry, @Nullable String before, @Nullable String after) {}
