package io.passerelle.sims;

import java.util.Set;
import java.util.UUID;

/**
 * Cards are being moved to other groups; told within the transaction that moves them.
 *
 * @param by who moves them
 */
public record SimsRegrouped(Set<UUID> simIds, String by) {}
